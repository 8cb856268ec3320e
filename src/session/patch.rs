//! Changes as small as they are: what of an entry differs, and what of a list.

use super::{Accepted, Correction, Date, Entry, Finding, Returned, Value};

/// What becomes of one part of an entry; parts that are not named stay as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// What was found.
    Value(Value),
    /// Some of the findings.
    Findings(Splice<Finding>),
    /// 说明.
    Remark(String),
    /// 佐证.
    Evidence(Vec<String>),
    /// When it was found.
    Date(Option<Date>),
    /// 整改, where no finding is named.
    Correction(Option<Correction>),
    /// 采用.
    Accepted(Option<Box<Accepted>>),
    /// 退回.
    Returned(Option<Box<Returned>>),
}

/// Elements of a list that others take the place of: none added, none taken away, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice<T> {
    /// Where the first of them stands.
    pub at: usize,
    /// How many elements the list has before.
    pub of: usize,
    /// How many of them go.
    pub gone: usize,
    /// What stands in their place afterwards.
    pub new: Vec<T>,
}

impl<T: Clone + PartialEq> Splice<T> {
    /// What makes one list of another; `None` where they are the same.
    #[must_use]
    pub fn between(was: &[T], is: &[T]) -> Option<Self> {
        if was == is {
            return None;
        }
        let same = |pair: &(&T, &T)| pair.0 == pair.1;
        let at = was.iter().zip(is).take_while(same).count();
        let (was_rest, is_rest) = (&was[at..], &is[at..]);
        let end = was_rest.iter().rev().zip(is_rest.iter().rev()).take_while(same).count();
        let gone = was_rest.len() - end;
        Some(Self { at, of: was.len(), gone, new: is_rest[..is_rest.len() - end].to_vec() })
    }

    /// Makes the change and returns what takes it back. In a list of another length it is made
    /// as far as there is room, and what comes back tells so.
    #[must_use]
    pub fn apply(self, list: &mut Vec<T>) -> Self {
        let at = self.at.min(list.len());
        let end = at.saturating_add(self.gone).min(list.len());
        let added = self.new.len();
        let taken: Vec<T> = list.splice(at..end, self.new).collect();
        Self { at, of: list.len(), gone: added, new: taken }
    }
}

impl Field {
    /// What differs between two entries, in the order of the parts.
    #[must_use]
    pub fn between(was: &Entry, is: &Entry) -> Vec<Self> {
        // Each part by its name, so that none is forgotten.
        let Entry { value, findings, remark, evidence, date, correction, accepted, returned } = is;
        let mut fields = Vec::new();
        if was.value != *value {
            fields.push(Self::Value(value.clone()));
        }
        fields.extend(Splice::between(&was.findings, findings).map(Self::Findings));
        if was.remark != *remark {
            fields.push(Self::Remark(remark.clone()));
        }
        if was.evidence != *evidence {
            fields.push(Self::Evidence(evidence.clone()));
        }
        if was.date != *date {
            fields.push(Self::Date(*date));
        }
        if was.correction != *correction {
            fields.push(Self::Correction(correction.clone()));
        }
        if was.accepted != *accepted {
            fields.push(Self::Accepted(accepted.clone()));
        }
        if was.returned != *returned {
            fields.push(Self::Returned(returned.clone()));
        }
        fields
    }

    /// The parts named and nothing else of the entry; of its findings those that come.
    #[must_use]
    pub fn partial(fields: &[Self]) -> Entry {
        let mut entry = Entry::default();
        for field in fields.iter().cloned() {
            match field {
                Self::Findings(splice) => entry.findings = splice.new,
                field => drop(field.apply(&mut entry)),
            }
        }
        entry
    }

    /// Makes the change and returns what takes it back.
    #[must_use]
    pub fn apply(self, entry: &mut Entry) -> Self {
        match self {
            Self::Value(value) => Self::Value(std::mem::replace(&mut entry.value, value)),
            Self::Findings(splice) => Self::Findings(splice.apply(&mut entry.findings)),
            Self::Remark(remark) => Self::Remark(std::mem::replace(&mut entry.remark, remark)),
            Self::Evidence(evidence) => {
                Self::Evidence(std::mem::replace(&mut entry.evidence, evidence))
            }
            Self::Date(date) => Self::Date(std::mem::replace(&mut entry.date, date)),
            Self::Correction(correction) => {
                Self::Correction(std::mem::replace(&mut entry.correction, correction))
            }
            Self::Accepted(accepted) => {
                Self::Accepted(std::mem::replace(&mut entry.accepted, accepted))
            }
            Self::Returned(returned) => {
                Self::Returned(std::mem::replace(&mut entry.returned, returned))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Splice;

    #[test]
    fn a_splice_is_as_small_as_the_change_and_can_be_taken_back() {
        let lists: [&[u8]; 7] =
            [&[], &[1], &[1, 1], &[1, 2, 3], &[1, 3], &[0, 1, 2, 3, 3], &[1, 2, 2, 3]];
        for was in lists {
            for is in lists {
                let Some(splice) = Splice::between(was, is) else {
                    assert_eq!(was, is);
                    continue;
                };
                let mut list = was.to_vec();
                let back = splice.clone().apply(&mut list);
                assert_eq!(list, is);
                assert_eq!((back.of, back.gone), (is.len(), splice.new.len()));
                assert_eq!(back.apply(&mut list), splice);
                assert_eq!(list, was);
            }
        }
        let one = Splice::between(&[1, 2, 3, 4], &[1, 2, 9, 3, 4]).expect("a change");
        assert_eq!(one, Splice { at: 2, of: 4, gone: 0, new: vec![9] });
        // Where it does not fit, what comes back is not what was expected.
        let mut shorter = vec![1];
        assert_eq!(one.apply(&mut shorter).of, 2);
    }
}
