//! The words of a clause as remarks: what is missing, without what it costs.

/// Where one sentence ends.
const ENDS: [char; 4] = ['。', '；', ';', '\n'];
/// What stands between the parts of a sentence.
const COMMAS: [char; 2] = ['，', ','];
/// What makes an amount of a number of points.
const EFFECTS: [char; 3] = ['扣', '加', '得'];
/// A part with one of these says what follows from the rest.
const CONSEQUENCES: [&str; 7] =
    ["扣完为止", "分值扣完", "不得分", "计入总分", "按比例计算", "折合评分", "不扣分"];
/// Brackets with one of these speak of points.
const OF_POINTS: [&str; 5] = ["扣完为止", "扣分", "★", "本项", "计算）"];
/// How a part begins that says what is missing.
const MISSING: [&str; 6] = ["未", "无", "没", "不", "缺", "或未"];
/// How a part begins that says for how many: 每少一次, 有一家未开展.
const RATES: [&str; 6] = ["每", "缺", "少", "有", "发现", "未完成"];
/// The most characters of such a part.
const LONGEST_RATE: usize = 12;
/// What is counted.
const UNITS: [char; 8] = ['家', '处', '项', '起', '个', '次', '人', '例'];
/// The fewest characters of a part that says something on its own.
const SHORTEST: usize = 4;

/// The parts of a clause's text that can stand in a remark: each thing that is missing, then
/// the sentence around it. What it costs and how often is left out, and so is nothing else.
#[must_use]
pub fn parts(text: &str) -> Vec<String> {
    let text = without_brackets_of_points(text);
    let mut found: Vec<String> = Vec::new();
    for sentence in split(&text, &ENDS) {
        let segments = without_consequences(split(sentence, &COMMAS));
        let single: Vec<String> = segments.iter().map(|segment| plain(segment)).collect();
        let missing = |part: &&String| {
            let begins = |start: &&str| part.starts_with(*start);
            MISSING.iter().any(begins) && part.chars().count() >= SHORTEST
        };
        let each = single.iter().filter(missing);
        let each = each.map(|part| part.strip_prefix('或').unwrap_or(part).to_owned());
        let whole = plain(&segments.join("，"));
        for part in each.chain([whole]) {
            if !part.is_empty() && !found.contains(&part) {
                found.push(part);
            }
        }
    }
    found
}

/// What stands between separators that are not inside brackets or quotes.
fn split<'a>(text: &'a str, separators: &[char]) -> Vec<&'a str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, letter) in text.char_indices() {
        match letter {
            '（' | '(' | '〔' | '《' | '“' | '<' => depth += 1,
            '）' | ')' | '〕' | '》' | '”' | '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 && separators.contains(&letter) => {
                parts.push(text[start..at].trim());
                start = at + letter.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// The text without brackets such as （本项2分，扣完为止）.
fn without_brackets_of_points(text: &str) -> String {
    let (mut kept, mut rest) = (String::new(), text);
    while let Some(start) = rest.find(['（', '〔', '(']) {
        let end = end_of_bracket(&rest[start..]).map(|end| start + end);
        let Some(end) = end else { break };
        let bracket = &rest[start..end];
        let is_of_points = OF_POINTS.iter().any(|word| bracket.contains(word));
        kept.push_str(&rest[..if is_of_points { start } else { end }]);
        rest = &rest[end..];
    }
    kept + rest
}

/// Where the bracket that a text begins with is closed.
fn end_of_bracket(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, letter) in text.char_indices() {
        match letter {
            '（' | '〔' | '(' => depth += 1,
            '）' | '〕' | ')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + letter.len_utf8());
                }
            }
            _ => {}
        }
    }
    None
}

/// The segments of a sentence without those that only say what it costs or how often.
fn without_consequences(mut segments: Vec<&str>) -> Vec<&str> {
    while let Some(last) = segments.pop() {
        let is_consequence = CONSEQUENCES.iter().any(|word| last.contains(word));
        let before = before_amount(last);
        let rest = before.unwrap_or(if is_consequence { before_nothing(last) } else { last });
        if rest.is_empty() || (is_rate(rest) && !segments.is_empty()) {
            continue;
        }
        segments.push(rest);
        break;
    }
    segments
}

/// What stands before 扣1分, 加0.5分, 得2分; `None` where no amount stands there.
fn before_amount(segment: &str) -> Option<&str> {
    let effects = segment.char_indices().filter(|(_, letter)| EFFECTS.contains(letter));
    let mut places = effects.filter(|(at, letter)| {
        let rest = &segment[at + letter.len_utf8()..];
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "./－-~".contains(c));
        number.len() < rest.len() && number.starts_with('分')
    });
    places.next().map(|(at, _)| segment[..at].trim_end())
}

/// What stands before 不得分 and the like; nothing where those words are all there is.
fn before_nothing(segment: &str) -> &str {
    let found = CONSEQUENCES.iter().filter_map(|word| segment.find(word)).min();
    let before = &segment[..found.unwrap_or(segment.len())];
    let is_linked = ["直至", "直接", "此项", "本项"].iter().any(|word| before.starts_with(word));
    if is_linked { "" } else { before.trim_end() }
}

/// 每少一次, 缺1项, 有1家: for how many, and nothing of its own.
fn is_rate(segment: &str) -> bool {
    let counts = |c: char| c == '一' || c.is_ascii_digit();
    let length = segment.chars().count();
    if segment.starts_with('每') && length <= SHORTEST {
        return true;
    }
    let begins = segment.starts_with(counts)
        || RATES.iter().any(|start| segment.starts_with(*start)) && segment.contains(counts);
    // 每年不少于4次 is a requirement, not how many are missing.
    let is_about = segment.starts_with(['有', '发']) && segment.contains('未');
    begins && !is_about && !segment.contains('不') && length <= LONGEST_RATE
}

/// A part as one writes it: without 发现一家 before it and 的 behind it.
fn plain(part: &str) -> String {
    let part = part.trim().trim_end_matches(['.', '，', ',', '：']);
    let found = part.strip_prefix("发现").or_else(|| part.strip_prefix('有'));
    let counted = found.and_then(|rest| {
        let rest = rest.strip_prefix('一').or_else(|| rest.strip_prefix('1'))?;
        rest.strip_prefix(UNITS)
    });
    let part = counted.filter(|rest| !rest.is_empty()).unwrap_or(part);
    let is_a_word = ["目的", "标的"].iter().any(|word| part.ends_with(word));
    if is_a_word { part } else { part.strip_suffix('的').unwrap_or(part) }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn what_is_missing_is_left_of_a_clause() {
        let cases: [(&str, &[&str]); 17] = [
            ("未建立部门支持保障安全生产工作制度的扣1分", &["未建立部门支持保障安全生产工作制度"]),
            (
                "按照要求建立工作机制，未建立制度的扣1分",
                &["未建立制度", "按照要求建立工作机制，未建立制度"],
            ),
            (
                "定期召开会议研究部署工作，每年不少于4次，每少一次扣1分",
                &["定期召开会议研究部署工作，每年不少于4次"],
            ),
            ("无检查、复查台账的，缺1次扣1分", &["无检查、复查台账"]),
            ("上报情况（月报表、小结）的，缺一项扣0.5分", &["上报情况（月报表、小结）"]),
            ("部署未及时落实的，每项次扣1分（本项2分，扣完为止）", &["部署未及时落实"]),
            (
                "未印发行动方案的，未建立长效机制的，扣0.2分（本项0.4分，扣完为止）",
                &["未印发行动方案", "未建立长效机制", "未印发行动方案的，未建立长效机制"],
            ),
            ("发现一家未开展建设的，扣0.5分，直至此项分值扣完", &["未开展建设"]),
            ("每少一次扣0.5分，直至此项分值扣完", &["每少一次"]),
            ("瞒报死亡事故的，每起扣2分；（注：★）", &["瞒报死亡事故"]),
            ("无资料的不得分", &["无资料"]),
            ("每死亡一人扣5分，直接计入总分", &["每死亡一人"]),
            ("应参加活动。未制定方案，扣0.2分", &["应参加活动", "未制定方案"]),
            ("到岗率低于85%，每少一个百分点扣0.1分", &["到岗率低于85%"]),
            ("未按《甲，乙》报送，一次扣1分", &["未按《甲，乙》报送"]),
            ("不得分", &[]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(parts(text), expected, "{text}");
        }
    }

    #[test]
    fn no_clause_is_an_error() {
        for text in
            ["（（）", "）（", "扣", "扣分", "，，，", "的", "一", "得1分", "酌情扣0.5－2分"]
        {
            assert!(parts(text).iter().all(|part| !part.is_empty()), "{text}");
        }
    }
}
