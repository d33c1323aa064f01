//! Every rule that a finding can name, once: `gongshi explain`, the documents and the fixtures are made from this list.

use crate::finding::Severity;

/// A rule that files must keep.
#[derive(Debug)]
pub struct Rule {
    /// A short name that never changes; also the folder of its fixture under `tests/rules/`.
    pub name: &'static str,
    /// What breaking it does to the build.
    pub severity: Severity,
    /// The rule in one sentence: in Chinese, in English.
    pub what: [&'static str; 2],
    /// Why there is such a rule.
    pub why: [&'static str; 2],
    /// The clause, standard or law behind it; empty where it is the program's own.
    pub basis: [&'static str; 2],
    /// A few lines that break it.
    pub broken: &'static str,
    /// The same lines mended.
    pub mended: &'static str,
}

/// A basis, or none.
macro_rules! or_none {
    () => {
        ["", ""]
    };
    ($basis:expr) => {
        $basis
    };
}

macro_rules! rules {
    ($($constant:ident = $name:literal $severity:ident {
        what: $what_zh:literal, $what_en:literal;
        why: $why_zh:literal, $why_en:literal;
        $(basis: $basis_zh:literal, $basis_en:literal;)?
        broken: $broken:literal;
        mended: $mended:literal;
    })*) => {
        $(
            #[doc = $what_en]
            pub static $constant: Rule = Rule {
                name: $name,
                severity: Severity::$severity,
                what: [$what_zh, $what_en],
                why: [$why_zh, $why_en],
                basis: or_none!($([$basis_zh, $basis_en])?),
                broken: $broken,
                mended: $mended,
            };
        )*

        /// All of them, in the order in which a build meets them.
        pub static ALL: &[&Rule] = &[$(&$constant),*];
    };
}

rules! {
    NOT_UTF8 = "not-utf8" Error {
        what: "文件须为 UTF-8 编码。", "A file is UTF-8 text.";
        why: "其他编码的汉字会读成乱码，数字旁的名称就对不上了。",
             "In any other encoding Chinese names turn into other characters, and references no longer match.";
        broken: "# saved as GBK by an old editor";
        mended: "# saved again as UTF-8";
    }
    TOML_SYNTAX = "toml-syntax" Error {
        what: "TOML 须能读懂。", "TOML must be readable.";
        why: "读不懂的行没有人知道是什么意思，程序不猜。", "Nobody knows what an unreadable line means, and the program does not guess.";
        broken: "name = “锦苑小区”";
        mended: "name = \"锦苑小区\"";
    }
    MISSING_FRONT_MATTER = "missing-front-matter" Error {
        what: "Markdown 文件以 `+++` 之间的 TOML 头开始。", "A Markdown file begins with TOML between two `+++` lines.";
        why: "没有文件头，就不知道标题、发文机关和日期。", "Without it there is no title, no issuing body and no date.";
        broken: "## 总体要求";
        mended: "+++\ntitle = \"关于…的通知\"\n+++\n## 总体要求";
    }
    UNKNOWN_KIND = "unknown-kind" Error {
        what: "数据文件的顶层键是一种已知的记录，正文放在 plans、notices 或 pages 文件夹里。",
              "A top-level key of a data file is a known kind of record, and texts stand in the folders plans, notices and pages.";
        why: "写错的种类会使整批记录悄悄消失。", "A misspelt kind would make a whole batch of records vanish silently.";
        broken: "[[neighborhood]]";
        mended: "[[neighbourhood]]";
    }
    UNKNOWN_FIELD = "unknown-field" Error {
        what: "记录里只有已知的字段。", "A record has only known fields.";
        why: "写错的字段名会被当作没有写。", "A misspelt field would count as not written.";
        broken: "houshold = 1240";
        mended: "households = 1240";
    }
    MISSING_FIELD = "missing-field" Error {
        what: "必填字段都要写。", "Every required field is written.";
        why: "缺了它，页面上的话就不完整。", "Without it a page cannot say what it must.";
        broken: "[[team]]\nid = \"lanjiang-patrol\"";
        mended: "[[team]]\nid = \"lanjiang-patrol\"\nname = \"澜江街道综合巡查队\"";
    }
    WRONG_TYPE = "wrong-type" Error {
        what: "字段的值是规定的类型。", "A field holds the type of value it is for.";
        why: "文字不能当数字算，日期不能写成文字。", "A text cannot be added up, and a date written as text cannot be compared.";
        broken: "households = \"一千\"";
        mended: "households = 1000";
    }
    UNKNOWN_WORD = "unknown-word" Error {
        what: "从固定词表取值的字段，只写表中的词。", "A field with a fixed list of words holds one of them.";
        why: "表外的词没有约定的含义。", "A word outside the list has no agreed meaning.";
        broken: "level = \"distrct\"";
        mended: "level = \"district\"";
    }
    OUT_OF_RANGE = "out-of-range" Error {
        what: "数值在规定的范围内，并与同一记录的其他字段相合。", "A value lies within its range and goes with the rest of its record.";
        why: "超出范围的数多半是笔误；小区没有队伍类别，也就不能按类别比较。",
             "A number outside it is most likely a slip; neighbourhoods have no kinds of team, and cannot be compared by them.";
        broken: "weight = -20";
        mended: "weight = 20";
    }
    BAD_ID = "bad-id" Error {
        what: "编号只用小写英文字母、数字和连字符。", "An id is lower-case ASCII letters, digits and hyphens.";
        why: "编号就是网址，须稳定、可抄写，任何机器都能存为文件名。", "An id becomes an address: it must be stable, easy to copy and a file name on every machine.";
        broken: "id = \"锦苑\"";
        mended: "id = \"jinyuan\"";
    }
    DUPLICATE_ID = "duplicate-id" Error {
        what: "同一种记录里编号不重复。", "No two records of a kind share an id.";
        why: "重复的编号使引用有两个意思，网址也会相撞。", "A shared id makes every reference ambiguous, and two pages would have one address.";
        broken: "[[area]]\nid = \"furong\"\n[[area]]\nid = \"furong\"";
        mended: "[[area]]\nid = \"furong\"\n[[area]]\nid = \"furong-north\"";
    }
    UNRESOLVED_NAME = "unresolved-name" Error {
        what: "引用的编号须存在。", "An id that is referred to exists.";
        why: "指向不存在的记录，页面就缺了一块。", "A reference to nothing leaves a hole in a page.";
        broken: "community = \"hefang\"";
        mended: "community = \"hefeng\"";
    }
    WRONG_LEVEL = "wrong-level" Error {
        what: "区域挂在高一级的区域之下，记录挂在规定级别的区域上。", "An area lies in an area of a higher level, and a record in an area of the level it is for.";
        why: "级别错了，分区统计和面包屑都会错。", "With a wrong level the figures by district and the trail of a page are wrong.";
        broken: "[[neighbourhood]]\ncommunity = \"ronghu\"   # a district";
        mended: "[[neighbourhood]]\ncommunity = \"hefeng\"   # a community";
    }
    CIRCLE_OF_PARENTS = "circle-of-parents" Error {
        what: "上级关系不成圈。", "Nothing is, by way of its parents, its own parent.";
        why: "成圈就没有最上级，也算不出权重。", "In a circle there is no top, and no weight can be worked out.";
        broken: "[[scheme.criterion]]\nid = \"a\"\nwithin = \"a\"";
        mended: "[[scheme.criterion]]\nid = \"a\"";
    }
    DATES_OUT_OF_ORDER = "dates-out-of-order" Error {
        what: "结束不早于开始，发布不早于成文。", "Nothing ends before it begins or is published before it is signed.";
        why: "倒置的日期多半是笔误，公示期会因此算错。", "Dates the wrong way round are slips, and a publicity period would be counted wrongly.";
        broken: "date = 2026-06-19\nuntil = 2026-06-18";
        mended: "date = 2026-06-19\nuntil = 2026-06-19";
    }
    STEPS_OUT_OF_ORDER = "steps-out-of-order" Error {
        what: "创建步骤按申报、推荐、创建、验收、公示、命名、复核、摘牌的次序，日期不倒退；复核可以多次。",
              "Steps follow apply, recommend, build, assess, publicity, named, recheck, withdrawn, and their dates do not go back; only recheck may come again.";
        why: "先命名后公示，程序就不成立。", "A neighbourhood named before its publicity was not properly named.";
        broken: "{ stage = \"named\", date = 2026-03-01, … }, { stage = \"apply\", … }";
        mended: "{ stage = \"apply\", … }, { stage = \"named\", date = 2026-10-28, … }";
    }
    STATUS_TWICE = "status-twice" Error {
        what: "同一小区同一年在同一级只有一次创建记录。", "A neighbourhood has one record a level and year.";
        why: "重复记录会使年度数目算多。", "A second one would be counted twice in the year's figure.";
        broken: "level = \"city\", year = 2026 twice";
        mended: "level = \"city\", year = 2026 once";
    }
    BAD_DOCUMENT_NUMBER = "bad-document-number" Error {
        what: "发文字号写作“机关代字〔年份〕序号号”。", "A document number has the form 机关代字〔2026〕5号.";
        why: "写法不一，引用和检索就对不上。", "Written in several ways, a number can neither be cited nor found.";
        basis: "GB/T 9704—2012：六角括号，年份四位，序号不加“第”，不编虚位。", "GB/T 9704-2012: hexagonal brackets, the full year, no 第, no leading nought.";
        broken: "document_number = \"明委基治委[2026]05号\"";
        mended: "document_number = \"明委基治委〔2026〕5号\"";
    }
    WEIGHTS_DO_NOT_ADD = "weights-do-not-add" Error {
        what: "百分比权重合计为 100。", "Weights in per cent add up to 100.";
        why: "合计不是 100 的权重会把每个人的得分都抬高或压低。", "Weights that do not would raise or lower everybody's result.";
        broken: "weight = 60\nweight = 30";
        mended: "weight = 60\nweight = 40";
    }
    WEIGHT_BELOW_FLOOR = "weight-below-floor" Error {
        what: "角色权重不低于方案规定的下限。", "A role's weight is not below the floor that a plan sets.";
        why: "方案写明社区党委的考核比重不低于 70% 或 50%，办法不得突破。", "The plan gives the community Party committee at least 70 % or 50 %; a scheme may not go below it.";
        broken: "weight_by_kind = { rectification = 65 }   # the plan says at least 70";
        mended: "weight_by_kind = { rectification = 70 }";
    }
    SCHEME_INCOMPLETE = "scheme-incomplete" Error {
        what: "考核办法至少有一个指标和一个角色，每个末级指标都有角色打分。", "A scheme has a criterion and a role, and some role marks every leaf.";
        why: "没有人打分的指标算不出结果。", "A criterion that nobody marks has no result.";
        broken: "[[scheme.role]]\ncriteria = [\"speed\"]   # and nobody marks `looks`";
        mended: "[[scheme.role]]\ncriteria = [\"speed\", \"looks\"]";
    }
    BANDS_OVERLAP = "bands-overlap" Error {
        what: "等次的下限逐级降低。", "The bands' lower bounds go down from one band to the next.";
        why: "两个等次下限相同或颠倒，同一得分就有两个等次。", "With equal or reversed bounds one result would fall in two bands.";
        broken: "from = 75\nfrom = 90";
        mended: "from = 90\nfrom = 75";
    }
    PERIOD_DOES_NOT_FIT = "period-does-not-fit" Error {
        what: "考核周期的写法与办法规定一致。", "A sheet's period is written as its scheme says.";
        why: "季度写成年度，成绩就进了另一张榜。", "A quarter written as a year would put the marks in another ranking.";
        broken: "period = \"2026\"        # the scheme is quarterly";
        mended: "period = \"2026-Q3\"";
    }
    UNKNOWN_CRITERION = "unknown-criterion" Error {
        what: "分数记在该角色负责的末级指标上。", "A mark stands under a leaf criterion that the role marks.";
        why: "记错了栏的分数不会进入合计。", "A mark in the wrong column would not be counted.";
        broken: "{ subject = \"lanjiang-patrol\", atendance = 92 }";
        mended: "{ subject = \"lanjiang-patrol\", attendance = 92 }";
    }
    MARK_OFF_SCALE = "mark-off-scale" Error {
        what: "分数在指标的量程上，间隔也相符。", "A mark lies on the scale of its criterion, on one of its steps.";
        why: "超出满分的分数会盖过别的指标。", "A mark above the full mark would outweigh the other criteria.";
        broken: "attendance = 920";
        mended: "attendance = 92.0";
    }
    DUPLICATE_MARK = "duplicate-mark" Error {
        what: "同一评分人对同一对象只有一份分数；单评角色只有一份。", "One assessor marks a subject once, and a single role has one assessor.";
        why: "重复的分数会被算两次，程序不替人挑一份。", "A second mark would count twice, and the program does not choose between them.";
        broken: "two rows for `lanjiang-patrol` on one sheet";
        mended: "one row for `lanjiang-patrol`";
    }
    MISSING_MARK = "missing-mark" Error {
        what: "被考核对象的每个角色、每个指标都有分数。", "A subject that is assessed has a mark from every role on every criterion.";
        why: "缺评不是零分，也不能当没有；不齐就不出结果。", "A missing mark is not nought and cannot be left out silently: no result is made without it.";
        broken: "{ subject = \"lanjiang-patrol\", attendance = 92 }   # and no `ability`";
        mended: "{ subject = \"lanjiang-patrol\", attendance = 92, ability = 88 }";
    }
    FIELD_WITHOUT_EFFECT = "field-without-effect" Error {
        what: "每个写出的字段都起作用。", "Every field that is written has an effect.";
        why: "写了却不起作用的权重或上限，读的人会以为它算数。",
             "A weight or limit that is written but does nothing would be believed to count.";
        broken: "marked = \"yes_no\"\nstep = 0.5";
        mended: "marked = \"yes_no\"";
    }
    EMPTY_MARK = "empty-mark" Error {
        what: "空缺的分数写明种类和理由，并且办法允许这种空缺。",
              "An empty mark says which kind of empty it is and why, and the scheme accepts that kind.";
        why: "零分、不适用、未评、不公开是四回事，混在一起就会算错人的成绩。",
             "Nought, not applicable, not assessed and withheld are four things; mixed up they make somebody's result wrong.";
        broken: "attendance = { not_assessed = \"评分人请假\" }   # the scheme refuses marks not given";
        mended: "not_assessed = \"leave_out\"   # in the scheme, or give the mark";
    }
    TOO_FEW_TO_TRIM = "too-few-to-trim" Warning {
        what: "要去掉最高最低分的角色有足够的评分人。", "A role that drops the highest and lowest mark has enough assessors.";
        why: "人数不足时按普通平均计算，读者应当知道。", "With fewer the plain mean is used, and readers should know.";
        broken: "trim_from = 5   # three judges marked";
        mended: "trim_from = 3";
    }
    RULING_DOES_NOT_FIT = "ruling-does-not-fit" Error {
        what: "否决、不定等次、并列裁定和复核说明只用于有这种情况的结果。",
              "A veto, an ungraded subject, a decision on a tie or the outcome of moderation belongs to a result that has it.";
        why: "对不存在的结果作出的决定，多半是写错了对象或周期。",
             "A decision on a result that does not exist most likely names the wrong subject or period.";
        broken: "order = [\"a\", \"b\"]   # their results differ";
        mended: "# no decision: the better result comes first";
    }
    MISSING_FILE = "missing-file" Error {
        what: "附件文件须存在。", "An attached file exists.";
        why: "点不开的附件等于没有公开。", "An attachment that cannot be opened has not been published.";
        broken: "file = \"files/list.csv\"   # not there";
        mended: "file = \"files/list.csv\"   # beside the notice";
    }
    BROKEN_LINK = "broken-link" Error {
        what: "正文里的站内链接指向存在的页面和标题。", "A link within the site leads to a page and a heading that exist.";
        why: "居民点到空页，就找不到要看的公告。", "A resident who follows it finds nothing.";
        broken: "[实施方案](plan:demonstration)";
        mended: "[实施方案](plan:demonstration-neighbourhoods)";
    }
    RAW_HTML = "raw-html" Error {
        what: "正文不写 HTML 标签。", "A text contains no raw HTML.";
        why: "标签会打乱版面，也可能带进脚本。", "Tags break the page and can carry scripts.";
        broken: "<font color=red>注意</font>";
        mended: "注意";
    }
    DECEPTIVE_HEADING = "deceptive-heading" Warning {
        what: "标题从二级开始，逐级下降，井号后有半角空格。", "Headings begin at the second level, go down one level at a time and have a blank after the signs.";
        why: "跳级的标题会使编号一、（一）1.（1）乱套。", "A skipped level upsets the numbering 一、（一）1.（1）.";
        broken: "##总体要求";
        mended: "## 总体要求";
    }
    MISSING_TWIN = "missing-twin" Warning {
        what: "每篇中文正文都有英文版。", "Every text has its twin in the other language.";
        why: "缺了另一种语言的版本，读者只能看到原文。", "Without it readers of the other language see the original, labelled as such.";
        broken: "content/notices/flood.md alone";
        mended: "content/notices/flood.md and content/notices/flood.en.md";
    }
    TWIN_DIFFERS = "twin-differs" Warning {
        what: "两种语言的正文标题一一对应。", "A text and its twin have the same headings.";
        why: "少一节就是少公开一节。", "A section that is missing in one language has not been published in it.";
        broken: "## 总体要求   ## 工作目标      /  ## General requirements";
        mended: "## 总体要求   ## 工作目标      /  ## General requirements   ## Goals";
    }
    CLAUSE_NOT_KEPT = "clause-not-kept" Warning {
        what: "方案里的数字与数据相符。", "The numbers of a plan agree with the data.";
        why: "方案写 100 个，数据只有 99 个，读者应当知道。", "Where the plan says 100 and the data hold 99, readers should know.";
        broken: "[[clause]]\nid = \"n2-4\"\nrule = \"exactly\"\nledger = \"demonstration\"\nnumber = 100   # 99 are named";
        mended: "[[clause]]\nid = \"n2-4\"\nrule = \"exactly\"\nledger = \"demonstration\"\nnumber = 100   # 100 are named";
    }
    PLANS_CONTRADICT = "plans-contradict" Warning {
        what: "有效方案对同一事项的规定一致。", "Plans in force say the same about the same thing.";
        why: "一个方案写 1 米、另一个写 1.5 米，居民不知道听谁的；页面按从严的一条提示，并注明。",
             "Where one plan says 1 m and another 1.5 m, residents cannot know which to follow; pages show the stricter and say so.";
        broken: "topic = \"distance\"\nnumber = 1   # another plan in force says 1.5";
        mended: "topic = \"distance\"\nnumber = 1.5";
    }
    DUPLICATE_PLAN = "duplicate-plan" Warning {
        what: "两个方案不是同一篇文字。", "No two plans are the same text.";
        why: "同一篇文字存两份，改了一份就不一致；用 `same_text_as` 指向一份即可。",
             "A text kept twice differs as soon as one copy is revised; `same_text_as` lets one stand for both.";
        broken: "title = \"南镇应急组织方案\"   # the text of 北镇, copied";
        mended: "title = \"南镇应急组织方案\"\nsame_text_as = \"north-town\"";
    }
    JUDGE_COMPETES = "judge-competes" Error {
        what: "评委不参赛。", "No judge competes.";
        why: "自己给自己打分的结果没有人信。", "Nobody believes a result that was marked by a contestant.";
        broken: "judge = [{ id = \"he-1\", … }]\nentry = [{ id = \"he-1\", … }]";
        mended: "judge = [{ id = \"expert-1\", … }]\nentry = [{ id = \"he-1\", … }]";
    }
    BROKEN_TEMPLATE = "broken-template" Error {
        what: "主题的模板和文字文件能读懂，只用页面提供的内容。", "A theme's templates and texts are readable and use only what pages provide.";
        why: "模板出错时页面会缺内容，所以整站不发布。", "A page made by a broken template would lack something, so nothing is published.";
        broken: "{{ body.tittle }}";
        mended: "{{ title.text }}";
    }
    IGNORED_FILE = "ignored-file" Warning {
        what: "`data/` 下只放 `.toml`，`content/` 下的其他文件要有正文链接或列为附件。", "Files below `data/` end in `.toml`; other files below `content/` are linked or attached.";
        why: "Windows 常把文件存成 `.toml.txt`，里面的记录就不见了；没有链接的草稿也不该上网。",
             "Windows likes to save `.toml.txt`, and its records vanish; a draft that nothing links to does not belong online.";
        broken: "data/neighbourhoods.toml.txt";
        mended: "data/neighbourhoods.toml";
    }
    FUTURE_MARK = "future-mark" Warning {
        what: "评分日期不晚于数据截止日。", "Marks are not given after the day that the data stand at.";
        why: "截止日之后的评分不算数，整份结果会不出现；多半是年份写错。",
             "Marks of a later day do not count, and the whole result stays away; most likely the year is a slip.";
        broken: "date = 2027-11-05   # as_of = 2026-11-20";
        mended: "date = 2026-11-05";
    }
    PERSONAL_DATA = "personal-data" Error {
        what: "站点和数据里没有身份证号、手机号、车牌、银行卡号、个人邮箱，姓名旁没有街道以下的住址。",
              "No identity number, mobile number, vehicle plate, bank card or private mailbox stands in the files or the site, and no address finer than the street beside a name.";
        why: "公示一经抓取就收不回来；公开个人信息须有本人单独同意或法定依据。",
             "What is online once cannot be taken back, and making personal data public needs the person's separate consent or a basis in law.";
        basis: "《个人信息保护法》第六条、第二十五条、第二十八条", "Personal Information Protection Law, articles 6, 25 and 28";
        broken: "contact = \"李小华 13900000007\"";
        mended: "contact = \"社区办公室 0755-8600 0000\"";
    }
    UNSCANNED_FILE = "unscanned-file" Warning {
        what: "要上网的文件，里面有没有个人信息，程序能查，或者有人看过。", "Of every file that goes online it can be told whether personal data is in it: by the program, or because somebody looked.";
        why: "图片、旧格式和加密的文件，程序读不了里面的字；名单常常就在这样的附件里。",
             "Words in pictures, old formats and locked files cannot be read, and lists of people often are such attachments.";
        broken: "[[attachment]]\ntitle = \"签到表照片\"\nfile = \"files/sign-in.png\"";
        mended: "[[attachment]]\ntitle = \"签到表照片\"\nfile = \"files/sign-in.png\"\nchecked = 2026-11-12";
    }
    IDLE_DISCLOSURE = "idle-disclosure" Warning {
        what: "准予公开的个人信息，确实写在别处。", "Personal data that may be shown is written somewhere.";
        why: "用不着的准许日后会放过不该放的；号码写错一位，准许也就落空。",
             "A permission that is not needed may let something pass later; and with one digit wrong it permits nothing.";
        broken: "[[disclosure]]\ntext = \"13900000007\"   # written nowhere else";
        mended: "# the record is removed";
    }
    NAME_OF_A_PERSON = "name-of-a-person" Warning {
        what: "参赛者的名称像人名时，写明 `person = true`，或改写组名。", "An entry whose name looks like a person's says `person = true`, or gets the name of a group.";
        why: "写明了，页面上就只显示隐去的姓名；本人同意公开的，写 `consent = true`。",
             "Then pages show the name masked; if the person agreed to be named, write `consent = true`.";
        basis: "《个人信息保护法》第二十五条", "Personal Information Protection Law, article 25";
        broken: "[[festival.entry]]\nname = \"李小华\"";
        mended: "[[festival.entry]]\nname = \"李小华\"\nperson = true";
    }
    EMPTY_SITE = "empty-site" Error {
        what: "站点要有 `[site]` 设置。", "A site has its `[site]` settings.";
        why: "没有站名和主办单位，页面无从谈起。", "Without a title there is no page to make.";
        broken: "# no data/site.toml";
        mended: "[site]\ntitle = \"明澜市基层治理公示\"";
    }
}

/// The rule of that name.
pub fn named(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rule_names_are_short_kebab_case_and_unique() {
        let mut names: Vec<&str> = ALL.iter().map(|rule| rule.name).collect();
        assert!(
            names.iter().all(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit()))
        );
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ALL.len());
    }
}
