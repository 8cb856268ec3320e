//! How long a document of 2,000 clauses takes from its bytes to a rubric.
//!
//! Bar: 0.2 s.

use divan::{Bencher, black_box};
use kaohe::draft::draft;
use kaohe::draft::outline::Wishes;
use kaohe::storage::documents;
use std::fmt::Write;

fn main() {
    divan::main();
}

/// 20 headings of 20 items of 5 clauses, as a web page has them.
fn page() -> String {
    let mut page = String::from("<html><body><p>2024年度考核细则</p><table>");
    page.push_str("<tr><td>考核项目</td><td>考核内容</td><td>评分标准</td><td>分值</td></tr>");
    for heading in 1..=20 {
        for item in 1..=20 {
            page.push_str("<tr>");
            if item == 1 {
                let _ = write!(page, "<td rowspan=20>项目{heading}</td>");
            }
            let _ = write!(page, "<td>{item}.制定第{heading}类计划并每月检查不少于1次。</td><td>");
            for clause in 1..=5 {
                let _ = write!(page, "第{clause}类记录缺失的，每处扣0.5分；");
            }
            page.push_str("</td><td>5</td></tr>");
        }
    }
    page.push_str("</table></body></html>");
    page
}

#[divan::bench]
fn two_thousand_clauses(bencher: Bencher) {
    let page = page();
    bencher.bench_local(|| {
        let (_, source) =
            documents::source(black_box(page.as_bytes())).unwrap_or_else(|_| std::process::abort());
        draft(&source, &Wishes::default(), "draft")
    });
}
