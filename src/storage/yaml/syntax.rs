//! The parser's reasons, in the few kinds a person can do something about.

use crate::storage::problem::SyntaxError;
use granit_parser::ErrorKind;

/// Why a text is not YAML.
pub(super) fn reason(kind: &ErrorKind, deepest: usize) -> SyntaxError {
    use ErrorKind as Kind;
    match kind {
        Kind::MappingValueNotAllowed
        | Kind::InvalidColonPlacement
        | Kind::FlowMappingValueAdjacentCollection => SyntaxError::ColonInText,
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey | Kind::MappingKeyNotAllowed => {
            SyntaxError::NoColon
        }
        Kind::InvalidIndentation
        | Kind::ExpectedBlockMappingKey
        | Kind::ExpectedBlockSequenceEntry
        | Kind::BlockSequenceEntryNotAllowed
        | Kind::InvalidFlowScalarIndent
        | Kind::InvalidBlockScalarIndent => SyntaxError::Indentation,
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabInPlainScalar
        | Kind::TabAtBlockScalarStart => SyntaxError::Tab,
        Kind::UnclosedFlowCollection { open } | Kind::MismatchedFlowCollectionEnd { open, .. } => {
            SyntaxError::Bracket(*open)
        }
        Kind::UnexpectedEofFlowSequence => SyntaxError::Bracket('['),
        Kind::UnexpectedEofFlowMapping | Kind::UnexpectedEofImplicitFlowMapping => {
            SyntaxError::Bracket('{')
        }
        Kind::MisplacedFlowCollectionEnd => SyntaxError::Bracket(']'),
        Kind::ExpectedFlowMappingSeparator | Kind::ExpectedFlowSequenceSeparator => {
            SyntaxError::Comma
        }
        Kind::UnclosedQuotedScalar
        | Kind::InvalidQuotedScalarIndent
        | Kind::InvalidTrailingSingleQuotedScalar
        | Kind::InvalidTrailingDoubleQuotedScalar
        | Kind::DocumentIndicatorInQuotedScalar => SyntaxError::Quotes,
        Kind::UnknownQuotedScalarEscape
        | Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidUnicodeEscape
        | Kind::InvalidLowSurrogate
        | Kind::InvalidLowSurrogateHexEscape
        | Kind::MissingLowSurrogate
        | Kind::UnpairedLowSurrogate => SyntaxError::Escape,
        Kind::UnexpectedCharacter { character } => SyntaxError::Character(*character),
        Kind::DirectiveDisallowed => SyntaxError::NotAllowed("%"),
        Kind::MissingAnchorOrAliasName => SyntaxError::NotAllowed("&"),
        Kind::UndeclaredTagHandle
        | Kind::ExpectedTagBang
        | Kind::InvalidTagTerminator
        | Kind::MissingTagUri => SyntaxError::NotAllowed("!"),
        Kind::RecursionLimitExceeded => SyntaxError::TooDeep(deepest),
        other => SyntaxError::Other(other.to_string()),
    }
}
