//! 说明: who is assessed and when, what it comes to, how to fill in, and which rubric it is.

use super::asks::State as _;
