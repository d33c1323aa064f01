//! Names of people: which words are one, and what is shown of them.

use crate::language::{Language, Said};
use crate::privacy::characters::is_han;

/// Surnames of two characters, which stay whole.
const COMPOUND: &[&str] = &[
    "欧阳", "司马", "上官", "诸葛", "夏侯", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙",
    "轩辕", "端木", "独孤", "南宫", "西门", "司空", "闻人", "澹台", "公冶", "宗政", "濮阳", "淳于", "单于", "太叔",
    "申屠", "公羊", "赫连", "钟离", "鲜于", "闾丘", "亓官", "拓跋", "呼延", "百里", "东郭", "第五", "完颜", "纳兰",
];

/// Surnames of one character: those of nearly everybody.
const SINGLE: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔\
    钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪\
    庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解\
    牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛\
    仲虞敖巩明佘池查麻苑迟邝谌郁卿常傅莘鞠晁匡";

/// Surnames in Pinyin, in small letters.
const PINYIN: &str = " wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie song tang \
    han feng deng cao peng zeng xiao tian dong yuan pan yu jiang cai du ye cheng su wei lu lv lyu ding ren shen yao jiang \
    cui zhong tan wang fan jin shi liao jia xia fu fang bai zou meng xiong qin qiu yin xue yan duan lei hou long tao mao \
    hao gong shao wan qian dai mo kong xiang kang niu ge xing qi qiao pang ni zhuang nie zhai zhan geng guan lan jiao zuo \
    gan bao ning shang ruan ke ji mei tong ling bi shan pei huo ouyang sima shangguan zhuge xiahou situ huangfu murong ";

/// Words of two characters that begin like a name and are none.
const ORDINARY: &[&str] = &[
    "方案", "方法", "方面", "方式", "方便", "方向", "高度", "高空", "高层", "高温", "高新", "高峰", "高龄", "金额",
    "金融", "白天", "白色", "马上", "马路", "江边", "温馨", "温度", "安全", "安排", "安装", "安置", "安静", "平安",
    "平时", "明确", "明天", "明细", "成员", "成立", "成果", "成人", "成绩", "时间", "时候", "万元", "任务", "任何",
    "应当", "应急", "应该", "常见", "常住", "常态", "常年", "计划", "项目", "向上", "向前", "左右", "左侧", "和谐",
    "和睦", "文明", "文化", "文件", "文体", "文艺", "水电", "段落", "路段", "路口", "路灯", "路线", "毛坯", "花园",
    "童年", "古城", "古树", "关于", "关闭", "关注", "关心", "干部", "管理", "管道", "管网", "解决", "解除", "周期",
    "周边", "周围", "周日", "周一", "周二", "周三", "周四", "周五", "周六", "周末", "周年", "施工", "施行", "于是",
    "单元", "单位", "单独", "单价", "池塘", "车辆", "车位", "车棚", "车库", "房屋", "房间", "房号", "房源", "连续",
    "连接", "全体", "全部", "全区", "全市", "全年", "全民", "党员", "党委", "党支", "党建", "党群", "费用", "商铺",
    "商户", "商场", "商业", "师生", "师傅", "包括", "包含", "何时", "何处", "何人", "许可", "许多", "夏季", "夏日",
    "秋季", "游客", "游园", "游泳", "宁静", "康复", "康乐", "石材", "田间", "雷电", "严格", "严禁", "易燃", "宗教",
    "宗旨", "申请", "申报", "查看", "查询", "符合", "盛夏", "季度", "荣誉", "宫灯", "边界", "边角", "农村", "农业",
    "农历", "司机", "司法", "麻将", "冷链", "米面", "沙发", "桑拿", "荣获", "汤圆", "简介", "简易",
];

/// Endings of the names of places, bodies and groups.
const OF_PLACES: &str =
    "苑园里村路街巷区镇乡湾庄楼栋府庭城院寨坊站厅室所局队组社会部处科办店铺馆校班团家户院台桥门座号期组线";

/// Forms of address, which stand where a given name would.
const ADDRESSES: &[&str] = &[
    "先生", "女士", "同志", "小姐", "阿姨", "大爷", "大妈", "大叔", "奶奶", "爷爷", "师傅", "老师", "医生", "主任",
    "书记", "经理", "队长", "局长", "科长", "同学", "老板", "工", "某", "氏",
];

/// How many bytes of `text` are the surname it begins with.
pub fn surname(text: &str) -> Option<usize> {
    if let Some(compound) = COMPOUND.iter().find(|surname| text.starts_with(**surname)) {
        return Some(compound.len());
    }
    text.chars().next().filter(|c| SINGLE.contains(*c)).map(char::len_utf8)
}

/// Whether `text` as a whole can be the Chinese name of a person: a surname and one or two characters more.
pub fn is_chinese_name(text: &str) -> bool {
    let Some(length) = surname(text) else { return false };
    let given = &text[length..];
    let count = given.chars().count();
    let two: String = text.chars().take(2).collect();
    (1..=2).contains(&count)
        && text.chars().all(is_han)
        && !given.contains('某')
        && !ADDRESSES.contains(&given)
        && (length > 3 || !ORDINARY.contains(&two.as_str()))
}

/// Whether a text that can be a name ends as names of places and groups do.
pub fn ends_like_a_place(name: &str) -> bool {
    name.chars().next_back().is_some_and(|last| OF_PLACES.contains(last))
}

/// Whether a word with a capital is a surname in Pinyin.
pub fn is_pinyin_surname(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && !word.contains(' ')
        && PINYIN.contains(&format!(" {} ", word.to_ascii_lowercase()))
}

/// Whether a word with a capital is one to three syllables of Pinyin.
pub fn is_pinyin(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let mut rest = lower.as_str();
    let mut syllables = 0;
    while !rest.is_empty() {
        let initial = ["zh", "ch", "sh"].iter().find(|two| rest.starts_with(**two)).map_or_else(
            || rest.chars().next().filter(|c| "bpmfdtnlgkhjqxrzcsyw".contains(*c)).map_or(0, |_| 1),
            |_| 2,
        );
        let vowels = rest[initial..].chars().take_while(|c| "aeiouv".contains(*c)).count();
        if vowels == 0 || vowels > 3 {
            return false;
        }
        let after = &rest[initial + vowels..];
        let vowel_next = |at: usize| after[at..].starts_with(|c: char| "aeiou".contains(c));
        let is_er = initial == 0 && &rest[..vowels] == "e";
        let tails: &[&str] = if is_er { &["ng", "n", "r"] } else { &["ng", "n"] };
        let tail = tails.iter().find(|tail| after.starts_with(**tail) && !vowel_next(tail.len()));
        rest = &after[tail.map_or(0, |tail| tail.len())..];
        syllables += 1;
    }
    word.starts_with(|c: char| c.is_ascii_uppercase()) && (1..=3).contains(&syllables)
}

/// What is shown of a person's name: 张*, 李*华, 欧阳**, `Z*** S***`.
pub fn masked(name: &Said) -> Said {
    each(name, |text| match text.chars().any(is_han) {
        true => masked_chinese(text),
        false => masked_english(text),
    })
}

/// What is shown of a minor's name: 张同学, 欧阳同学, `Student Zhang`.
pub fn of_a_minor(name: &Said) -> Said {
    each(name, |text| match text.chars().any(is_han) {
        true => format!("{}同学", kept(text)),
        false => format!("Student {}", surname_in_english(text)),
    })
}

/// A text with every version of it changed.
fn each(name: &Said, change: impl Fn(&str) -> String) -> Said {
    let (text, language) = name.within(Language::Chinese);
    let (other, other_language) = name.within(Language::English);
    let first = Said::only(language, change(text));
    if language == other_language { first } else { first.and(Some(change(other).into())) }
}

/// What stays of a Chinese name: the surname, or the first character of a name that has none of ours.
fn kept(name: &str) -> &str {
    let several = name.chars().count() > 2;
    match COMPOUND.iter().find(|surname| several && name.starts_with(**surname)) {
        Some(compound) => compound,
        None => name.char_indices().nth(1).map_or(name, |(at, _)| &name[..at]),
    }
}

fn masked_chinese(name: &str) -> String {
    let kept = kept(name);
    let rest: Vec<char> = name[kept.len()..].chars().collect();
    let compound = kept.chars().count() > 1;
    let of_parts = rest.iter().any(|c| matches!(c, '·' | '•' | '・' | '‧' | '．'));
    // The last character of three stays, since it is the first two that many people share.
    let last = (rest.len() >= 2 && !compound && !of_parts).then(|| rest.len() - 1);
    let show = |(at, c): (usize, &char)| if Some(at) == last || !is_han(*c) { *c } else { '*' };
    let shown: String = rest.iter().enumerate().map(show).collect();
    // Latin letters beside Chinese ones are a second name, and masked as one.
    format!("{kept}{}", if shown.chars().any(|c| c.is_ascii_alphabetic()) { masked_english(&shown) } else { shown })
}

fn masked_english(name: &str) -> String {
    let word = |word: &str| match word.chars().next() {
        Some(first) if first.is_alphanumeric() => format!("{first}***"),
        _ => word.to_owned(),
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The surname of a name in English: the word that is one in Pinyin, or else the first letter of the last word.
fn surname_in_english(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let [first, .., last] = words.as_slice() else { return masked_english(name) };
    [first, last]
        .into_iter()
        .find(|word| is_pinyin_surname(word))
        .map_or_else(|| masked_english(last), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(zh: &str, en: &str) -> Said {
        Said::both(zh, en)
    }

    #[test]
    fn of_a_name_the_surname_stays_and_of_three_characters_the_last() {
        for (name, shown) in [
            ("张三", "张*"),
            ("李小华", "李*华"),
            ("欧阳娜", "欧阳*"),
            ("欧阳娜娜", "欧阳**"),
            ("诸葛孔明", "诸葛**"),
            ("司马光", "司马*"),
            ("上官婉儿", "上官**"),
            ("王李小明", "王**明"),
            ("阿依古丽·买买提", "阿***·***"),
            ("欧阳", "欧*"),
        ] {
            assert_eq!(masked(&said(name, "Zhang San")), said(shown, "Z*** S***"), "{name}");
        }
        assert_eq!(masked(&Said::only(Language::English, "John Smith")), Said::only(Language::English, "J*** S***"));
    }

    #[test]
    fn of_a_minor_only_the_surname_is_shown() {
        assert_eq!(of_a_minor(&said("张小明", "Zhang Xiaoming")), said("张同学", "Student Zhang"));
        assert_eq!(of_a_minor(&said("欧阳娜娜", "Nana Ouyang")), said("欧阳同学", "Student Ouyang"));
        assert_eq!(of_a_minor(&said("艾米丽", "Emily Brown")), said("艾同学", "Student B***"));
    }

    #[test]
    fn words_and_groups_are_no_names() {
        for name in ["张三", "李小华", "欧阳娜娜", "司马光", "于谦"] {
            assert!(is_chinese_name(name), "{name}");
        }
        for word in ["方案", "安全员", "王女士", "李某", "张某某", "锦苑", "王", "欧阳"] {
            assert!(!is_chinese_name(word), "{word}");
        }
        assert!(is_pinyin("Xiaohua") && is_pinyin("San") && !is_pinyin("Garden") && !is_pinyin("Street"));
    }
}
