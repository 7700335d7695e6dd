//! Pages that open and print by themselves: the frame, and its colours.

use crate::html::escape;

/// Colours and type; those of pictures too.
const STYLE: &str = "
body{font-family:'Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif;line-height:1.7;
margin:0 auto;max-width:60rem;padding:1rem;color:#1a1a1a}
h1{font-size:1.4rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:2px solid #9b1c1c}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{border:1px solid #767676;padding:.3rem .6rem;text-align:left}td.n{text-align:right;white-space:nowrap}
thead th{background:#f3efe6}ins{background:#dff0df;text-decoration:none;border-left:4px solid #2e7d32;padding-left:.4rem;display:block}
del{background:#f9e2e2;border-left:4px solid #9b1c1c;padding-left:.4rem;display:block}p{margin:.4rem 0}
.pic{display:block;width:100%;max-width:36rem;height:auto;font-size:12px;margin:.5rem 0 1rem}.pic text{fill:#1a1a1a}
.pic-bar{fill:#9b1c1c}.pic-edge{stroke:#9b1c1c;stroke-width:1.5}.pic-paper{fill:#fff}.pic-axis{stroke:#767676}
@media print{.scroll{overflow:visible}body{max-width:none}}";

/// A page; the title is text, the body HTML.
pub(super) fn page(title: &str, body: &str) -> String {
    let title = escape(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n\
         {body}</main>\n</body>\n</html>\n",
    )
}
