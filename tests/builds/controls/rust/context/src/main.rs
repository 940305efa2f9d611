use std::collections::BTreeMap;

fn main() {
    let words: BTreeMap<_, _> = "hello world".split(' ').map(|word| (word, word.len())).collect();
    println!("{words:?}");
}
