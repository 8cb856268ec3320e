//! kaohe
fn main() {}
