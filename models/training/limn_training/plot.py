"""`plot`: a run's log as an SVG, one small chart per loss term and one for the rate and the seconds per iteration."""

import json
from pathlib import Path
from xml.sax.saxutils import escape

WIDTH, HEIGHT, MARGIN, COLUMNS = 320, 180, 36, 3


def read_log(path):
    """{column: values} with `loss`, the sum of the terms, first; a line cut off by a crash is left out."""
    rows = []
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        try:
            rows.append(json.loads(line))
        except json.JSONDecodeError:
            continue
    terms = [n for n in rows[-1] if n not in ("iteration", "seconds", "rate")] if rows else []
    columns = {"iteration": [r["iteration"] for r in rows], "loss": [sum(r.get(t, 0.0) for t in terms) for r in rows]}
    return columns | {n: [r.get(n, 0.0) for r in rows] for n in (*terms, "rate", "seconds")}


def smooth(values, keep=0.9):
    """Running mean, each value weighing `keep` times the next."""
    mean, weight, found = 0.0, 0.0, []
    for value in values:
        mean, weight = keep * mean + value, keep * weight + 1
        found.append(mean / weight)
    return found


def _line(xs, ys, top, colour):
    wide, high = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    span = max(1, xs[-1] - xs[0])
    points = " ".join(f"{MARGIN + (x - xs[0]) / span * wide:.1f},{HEIGHT - MARGIN - y / top * high:.1f}" for x, y in zip(xs, ys))
    return f'<polyline points="{points}" fill="none" stroke="{colour}"/>'


def _chart(name, xs, ys):
    top = max(sorted(ys)[int(0.99 * (len(ys) - 1))], 1e-9)  # a burst or two may leave the picture
    ys = [min(y, top) for y in ys]
    base = HEIGHT - MARGIN
    return (
        f'<text x="{MARGIN}" y="20">{escape(name)}: {smooth(ys)[-1]:.4g}</text>'
        f'<path d="M{MARGIN} {MARGIN}V{base}H{WIDTH - MARGIN}" fill="none" stroke="#888"/>'
        f'<text x="2" y="{MARGIN + 4}">{top:.2g}</text><text x="2" y="{base}">0</text>'
        f'<text x="{MARGIN}" y="{base + 16}">{xs[0]}</text>'
        f'<text x="{WIDTH - MARGIN}" y="{base + 16}" text-anchor="end">{xs[-1]}</text>'
        + _line(xs, ys, top, "#bcd")
        + _line(xs, smooth(ys), top, "#135")
    )


def draw(columns):
    """The SVG's text."""
    xs = columns["iteration"]
    charts = [(n, v) for n, v in columns.items() if n != "iteration"]
    rows = -(-len(charts) // COLUMNS)
    body = "\n".join(
        f'<g transform="translate({i % COLUMNS * WIDTH} {i // COLUMNS * HEIGHT})">{_chart(n, xs, v)}</g>'
        for i, (n, v) in enumerate(charts)
    )
    size = f'width="{COLUMNS * WIDTH}" height="{rows * HEIGHT}"'
    style = "<style>text{font:11px sans-serif}</style>"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{style}<rect width="100%" height="100%" fill="#fff"/>\n{body}\n</svg>\n'


def run(data, work, threads, run_name, output):
    columns = read_log(Path(work) / run_name / "log.jsonl")
    if not columns["iteration"]:
        raise SystemExit(f"nothing logged yet in {Path(work) / run_name}")
    path = Path(output or Path(work) / run_name / "log.svg")
    path.write_text(draw(columns), encoding="utf-8")
    print(path)
