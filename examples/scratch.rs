use misquote::{
    canon::{faults, rules},
    text_file::TextFile,
};
fn cpu() -> f64 {
    let s = std::fs::read_to_string("/proc/self/stat").unwrap();
    let v: Vec<&str> = s.rsplit(')').next().unwrap().split_whitespace().collect();
    (v[11].parse::<f64>().unwrap() + v[12].parse::<f64>().unwrap()) / 100.0
}
fn rss() -> String {
    std::fs::read_to_string("/proc/self/status")
        .unwrap()
        .lines()
        .filter(|l| l.starts_with("VmHWM") || l.starts_with("VmRSS"))
        .collect::<Vec<_>>()
        .join(" ")
}
fn main() {
    let n: usize = std::env::args().nth(1).unwrap().parse().unwrap();
    let rich = std::env::args().nth(2).is_some();
    let mut seed = 42u64;
    let mut rnd = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    let mut t = String::new();
    for i in 0..n {
        t.push_str("[[quote]]\n");
        if rich {
            t.push_str(&format!("id = \"q{i}\"\ndate = 2020-01-01\nlang = \"en\"\nsource = {{ title = \"Speech\", url = \"https://e.org/{i}\" }}\n"));
        }
        t.push_str(&format!("speaker = \"Speaker {}\"\ntext = \"", rnd() % 500));
        for k in 0..12 {
            let r = rnd() % 10000;
            let w = (r * r / 10000) * r / 10000;
            if k > 0 {
                t.push(' ')
            }
            t.push_str(&format!("w{w}"));
        }
        t.push_str(".\"\n\n");
    }
    let f = TextFile::new("x", t);
    for _ in 0..0 {
        let a = cpu();
        let d = toml::de::DeTable::parse_recoverable(&f.text);
        print!("parse only {:.2} ", cpu() - a);
        let a = cpu();
        drop(d);
        println!("drop {:.2}", cpu() - a);
    }
    let a = cpu();
    let l = rules::load(vec![f]);
    println!("load {:.2} records {} faults {} {}", cpu() - a, l.canon.records.len(), l.faults.len(), rss());
    let a = cpu();
    let d = faults::doubts(&l.canon);
    println!("doubts {:.2} {} {}", cpu() - a, d.len(), rss());
}
