//! Which units something of a document applies to, by the tags they carry.

use super::{Clause, Home, IndicatorIndex, Rubric, Subject};

/// The units something applies to; without tags, all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct AppliesTo {
    /// Units that carry any of these tags; empty: all units.
    pub only: Vec<String>,
    /// But not those that carry any of these.
    pub except: Vec<String>,
}

impl AppliesTo {
    /// Whether it applies to every unit, whatever tags it carries.
    #[must_use]
    pub fn is_everyone(&self) -> bool {
        self.only.is_empty() && self.except.is_empty()
    }

    /// Whether it applies to a unit that carries these tags.
    #[must_use]
    pub fn fits(&self, tags: &[String]) -> bool {
        let holds_any = |named: &[String]| named.iter().any(|tag| tags.contains(tag));
        (self.only.is_empty() || holds_any(&self.only)) && !holds_any(&self.except)
    }

    /// Every tag it names.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.only.iter().chain(&self.except).map(String::as_str)
    }

    /// The tags of a unit to which all of these apply, where there is such a unit at all.
    #[must_use]
    pub fn fitting_tags<'a>(all: impl IntoIterator<Item = &'a Self>) -> Option<Vec<String>> {
        let all: Vec<&Self> = all.into_iter().collect();
        let is_excepted = |tag: &String| all.iter().any(|applies| applies.except.contains(tag));
        let wanted = all.iter().flat_map(|applies| &applies.only);
        let tags: Vec<String> = wanted.filter(|tag| !is_excepted(tag)).cloned().collect();
        all.iter().all(|applies| applies.fits(&tags)).then_some(tags)
    }
}

impl Rubric {
    /// What says which units a clause applies to: itself and each group around it.
    pub fn applies_to<'a>(&'a self, clause: &'a Clause) -> impl Iterator<Item = &'a AppliesTo> {
        let groups = std::iter::successors(clause.group, |group| self.group(*group).parent);
        std::iter::once(&clause.applies).chain(groups.map(|group| &self.group(group).applies))
    }

    /// The same of an indicator: itself and each one above it.
    pub fn indicator_applies_to(&self, index: IndicatorIndex) -> impl Iterator<Item = &AppliesTo> {
        let path = std::iter::successors(Some(index), |index| self.indicator(*index).parent);
        path.map(|index| &self.indicator(index).applies)
    }

    /// Everything that says which units something recorded is about, the nearest first.
    pub fn all_applies_to(&self, subject: Subject) -> impl Iterator<Item = &AppliesTo> {
        let (clause, item) = match subject {
            Subject::Clause(index) => {
                let clause = self.clause(index);
                let item = if let Home::Item(item) = clause.home { Some(item) } else { None };
                (Some(clause), item)
            }
            Subject::Indicator(item) => (None, Some(item)),
        };
        let of_clause = clause.into_iter().flat_map(|clause| self.applies_to(clause));
        of_clause.chain(item.into_iter().flat_map(|item| self.indicator_applies_to(item)))
    }
}

#[cfg(test)]
mod tests {
    use super::AppliesTo;

    fn tags(tags: &[&str]) -> Vec<String> {
        tags.iter().map(|tag| (*tag).to_owned()).collect()
    }

    fn applies(only: &[&str], except: &[&str]) -> AppliesTo {
        AppliesTo { only: tags(only), except: tags(except) }
    }

    /// `only`, `except`, the tags of the unit, and whether it applies.
    type Case = (&'static [&'static str], &'static [&'static str], &'static [&'static str], bool);

    #[test]
    fn any_tag_of_only_and_none_of_except() {
        let cases: &[Case] = &[
            (&[], &[], &[], true),
            (&["甲"], &[], &[], false),
            (&["甲", "乙"], &[], &["乙", "丙"], true),
            (&[], &["甲"], &[], true),
            (&[], &["甲", "乙"], &["乙"], false),
            (&["甲", "乙"], &["丙"], &["甲"], true),
            (&["甲", "乙"], &["丙"], &["甲", "丙"], false),
        ];
        for (only, except, held, fits) in cases {
            let it = applies(only, except);
            assert_eq!(it.fits(&tags(held)), *fits, "{it:?} for {held:?}");
            assert_eq!(it.is_everyone(), only.is_empty() && except.is_empty());
        }
    }

    #[test]
    fn a_unit_that_everything_applies_to() {
        let fitting = |all: &[AppliesTo]| AppliesTo::fitting_tags(all);
        assert_eq!(fitting(&[]), Some(Vec::new()));
        assert_eq!(fitting(&[applies(&["甲"], &[]), applies(&[], &["甲"])]), None);
        let both = [applies(&["甲", "乙"], &[]), applies(&[], &["甲"])];
        assert_eq!(fitting(&both), Some(tags(&["乙"])));
    }
}
