//! Sessions written and read back, and files saved in the face of trouble.

mod catalogue;
mod limits;
mod round_trip;
mod saving;
mod trash;
