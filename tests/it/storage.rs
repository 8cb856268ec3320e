//! Sessions written and read back, and files saved in the face of trouble.

mod apart;
mod bounds;
mod catalogue;
mod journal;
mod limits;
mod links;
mod names;
mod phrases;
mod round_trip;
mod saving;
mod trash;
