// Charts: SVG in real pixels, so that letters keep their size; each stands beside a table that says
// the same.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { count } from './text';

// The width there is, followed as it changes.
function useWidth(): [{ current: HTMLDivElement | null }, number] {
  const box = useRef<HTMLDivElement>(null);
  const [width, set] = useState(640);
  useEffect(() => {
    const o = new ResizeObserver(([e]) => set(Math.max(240, Math.floor(e.contentRect.width))));
    if (box.current) o.observe(box.current);
    return () => o.disconnect();
  }, []);
  return [box, width];
}

// At most four round steps up to something not below max.
function steps(max: number): number[] {
  const rough = max / 4;
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  const step = [1, 2, 5, 10].map((m) => m * unit).find((s) => s >= rough) ?? 1;
  const all = [];
  for (let v = 0; v < max + step; v += step) all.push(v);
  return all;
}

function Axis(p: { at: number[]; y: (v: number) => number; left: number; right: number }) {
  return (
    <>
      {p.at.map((v) => (
        <>
          <line x1={p.left} x2={p.right} y1={p.y(v)} y2={p.y(v)} class={v === 0 ? 'axis' : 'grid'} />
          <text x={p.left - 6} y={p.y(v) + 4} text-anchor="end" class="tick">
            {count(Math.abs(v))}
          </text>
        </>
      ))}
    </>
  );
}

const LETTER = 7.5; // of a tick: capitals are the widest
const isTime = (names: string[]) => names.every((n) => /^[0-9-]+$/.test(n));

// Times below the bars, as many as have room; names only where all have (see lies).
function Below(p: { names: string[]; x: (i: number) => number; room: number; y: number }) {
  const wide = Math.max(...p.names.map((n) => n.length), 1) * LETTER + 10;
  const every = isTime(p.names) ? Math.max(1, Math.ceil(wide / p.room)) : 1;
  return (
    <>
      {p.names.map((n, i) =>
        (p.names.length - 1 - i) % every === 0 ? (
          <text x={p.x(i)} y={p.y} text-anchor="middle" class="tick">
            {n}
          </text>
        ) : null,
      )}
    </>
  );
}

export interface Bar {
  name: string;
  up: { n: number; fill: string }[];
  down?: { n: number; fill: string }[];
  says: string;
}

const sum = (parts: { n: number }[] = []) => parts.reduce((s, x) => s + x.n, 0);

// Bars lie on a small screen and wherever a name has no room below its bar. Times stand always: they
// go from left to right, and some of their names may be left out.
function lies(bars: Bar[], width: number): boolean {
  const names = bars.map((b) => b.name);
  if (isTime(names)) return false;
  const room = (width - 60) / Math.max(bars.length, 6);
  return matchMedia('(max-width: 44rem)').matches || names.some((n) => n.length * LETTER + 6 > room);
}

// Names on the left, one bar a line, its number behind it.
function Lying(p: { of: Bar[]; label: string; width: number }) {
  const ROW = 24;
  const height = ROW * p.of.length + 4;
  const letters = Math.floor((p.width * 0.4) / LETTER);
  const short = (n: string) => (n.length <= letters ? n : `${n.slice(0, letters - 1)}…`);
  const left = 10 + LETTER * Math.max(...p.of.map((b) => short(b.name).length));
  const most = Math.max(1, ...p.of.map((b) => sum(b.up)));
  const scale = (p.width - left - 14 - LETTER * count(most).length) / most;
  return (
    <svg width={p.width} height={height} viewBox={`0 0 ${p.width} ${height}`} role="img" aria-label={p.label}>
      {p.of.map((b, i) => {
        const y = 2 + ROW * i;
        let x = left;
        const parts = b.up.filter((s) => s.n).map((s) => {
          const r = <rect x={x} y={y + 3} width={s.n * scale} height={ROW - 6} class={s.fill} />;
          x += s.n * scale;
          return r;
        });
        return (
          <g>
            <title>{b.says}</title>
            <text x={left - 6} y={y + 16} text-anchor="end" class="tick">
              {short(b.name)}
            </text>
            {parts}
            <text x={x + 6} y={y + 16}>
              {count(sum(b.up))}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

// What came stands above the line, what went below it.
function Standing(p: { of: Bar[]; label: string; width: number; height: number }) {
  const { width, height } = p;
  const top = Math.max(1, ...p.of.map((b) => sum(b.up)));
  const most = Math.max(0, ...p.of.map((b) => sum(b.down)));
  const up = steps(top);
  const high = up[up.length - 1];
  const left = 14 + 7 * count(high).length;
  const each = (width - left - 8) / Math.max(p.of.length, 6);
  const scale = (height - 40) / (high + most);
  const y = (v: number) => 10 + (high - v) * scale;
  const x = (i: number) => left + each * (i + 0.5);
  const thick = Math.min(56, each * 0.72);
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={p.label}>
      <Axis at={most ? [...up, -most] : up} y={y} left={left} right={width - 4} />
      {p.of.map((b, i) => {
        let above = 0;
        let below = 0;
        return (
          <g>
            <title>{b.says}</title>
            {b.up.filter((s) => s.n).map((s) => {
              above += s.n;
              return <rect x={x(i) - thick / 2} width={thick} y={y(above)} height={s.n * scale} class={s.fill} />;
            })}
            {(b.down ?? []).filter((s) => s.n).map((s) => {
              const from = y(-below);
              below += s.n;
              return <rect x={x(i) - thick / 2} width={thick} y={from} height={s.n * scale} class={s.fill} />;
            })}
          </g>
        );
      })}
      <Below names={p.of.map((b) => b.name)} x={x} room={each} y={height - 6} />
    </svg>
  );
}

export function Bars(p: { of: Bar[]; label: string; height?: number }) {
  const [box, width] = useWidth();
  return (
    <div class="chart" ref={box}>
      {lies(p.of, width) ? (
        <Lying of={p.of} label={p.label} width={width} />
      ) : (
        <Standing of={p.of} label={p.label} width={width} height={p.height ?? 220} />
      )}
    </div>
  );
}

// How many stood there from each day on, until now.
export function Stairs(p: { of: { day: string; n: number }[]; label: string }) {
  const [box, width] = useWidth();
  const height = 120;
  const top = Math.max(1, ...p.of.map((s) => s.n));
  const at = steps(top);
  const left = 14 + 7 * count(at[at.length - 1]).length;
  const from = Date.parse(p.of[0]?.day ?? '');
  const now = Date.now();
  const x = (d: number) => left + ((width - left - 8) * (d - from)) / Math.max(1, now - from);
  const y = (v: number) => height - 22 - ((height - 32) * v) / at[at.length - 1];
  let path = '';
  for (const s of p.of) path += path ? ` H${x(Date.parse(s.day))} V${y(s.n)}` : `M${x(from)} ${y(s.n)}`;
  const line = `${path} H${x(now)}`;
  return (
    <div class="chart" ref={box}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={p.label}>
        <Axis at={at} y={y} left={left} right={width - 4} />
        <path d={`${line} V${y(0)} H${x(from)} Z`} class="area" />
        <path d={line} class="line" />
        {p.of.map((s) => (
          <circle cx={x(Date.parse(s.day))} cy={y(s.n)} r="3.5" class="dot">
            <title>{`${s.day}: ${count(s.n)}`}</title>
          </circle>
        ))}
        <text x={left} y={height - 4} class="tick">
          {p.of[0]?.day}
        </text>
        <text x={width - 4} y={height - 4} text-anchor="end" class="tick">
          today
        </text>
      </svg>
    </div>
  );
}

export interface Life {
  name: string;
  from: number;
  to: number | null; // null: it goes on
  events: { at: number; what: string; says: string }[];
  before?: boolean; // it stood there before the first thing known of it
}

// Lives on one line of time each.
export function Lives(p: { of: Life[]; label: string }) {
  const [box, width] = useWidth();
  const row = 44;
  const height = 26 + row * p.of.length;
  const now = Date.now();
  const first = Math.min(...p.of.map((l) => l.from), now - 365 * 86400e3);
  const from = first - (now - first) * 0.04;
  const x = (d: number) => 8 + ((width - 24) * (d - from)) / Math.max(1, now - from);
  const years: number[] = [];
  for (let y = new Date(from).getUTCFullYear() + 1; Date.UTC(y, 0) < now; y++) years.push(y);
  const every = Math.max(1, Math.ceil((years.length * 48) / width));
  return (
    <div class="chart" ref={box}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={p.label}>
        {years.map((y, i) =>
          (years.length - 1 - i) % every === 0 ? (
            <>
              <line x1={x(Date.UTC(y, 0))} x2={x(Date.UTC(y, 0))} y1="0" y2={height - 18} class="grid" />
              <text x={x(Date.UTC(y, 0))} y={height - 4} text-anchor="middle" class="tick">
                {y}
              </text>
            </>
          ) : null,
        )}
        {p.of.map((l, i) => {
          const y = 28 + row * i;
          const start = x(l.from);
          const end = x(l.to ?? now);
          const right = start > width * 0.55;
          return (
            <>
              {l.before ? <line x1={0} x2={start} y1={y} y2={y} class="life before" /> : null}
              <line x1={start} x2={end} y1={y} y2={y} class="life" />
              {l.to == null ? <path d={`M${end} ${y - 5} l8 5 l-8 5 z`} class="life-on" /> : null}
              {l.events.map((e) => (
                <circle cx={x(e.at)} cy={y} r="6" class={`event ${e.what}`}>
                  <title>{e.says}</title>
                </circle>
              ))}
              <text x={right ? width - 8 : Math.max(4, start - 4)} y={y - 12} text-anchor={right ? 'end' : 'start'} class="row-name">
                {l.name}
              </text>
            </>
          );
        })}
      </svg>
    </div>
  );
}

// Horizontal bar of parts, with their numbers as text.
export function Parts(p: { of: { name: string; n: number; tone: string }[]; label: string }) {
  const all = p.of.reduce((s, x) => s + x.n, 0) || 1;
  let x = 0;
  return (
    <figure class="parts">
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label={p.label}>
        {p.of.map((part) => {
          const w = (100 * part.n) / all;
          const r = <rect x={x} y="0" width={w} height="6" class={`fill-${part.tone}`} />;
          x += w;
          return r;
        })}
      </svg>
      <figcaption>
        {p.of.map((part) => (
          <span class="part">
            <span class={`swatch fill-${part.tone}`} aria-hidden="true" />
            {part.name} <b>{count(part.n)}</b>
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

const IN_SIGHT = 10; // rows of a table beside a chart, before it scrolls (tables.css)

// A chart, its table beside it, and what its colours mean. rows: how many the table has.
export function Figure(p: { legend?: [string, string][]; chart: ComponentChildren; table: ComponentChildren; rows?: number }) {
  return (
    <figure class="with-table">
      <div>
        {p.chart}
        {p.legend ? (
          <figcaption>
            {p.legend.map(([fill, says]) => (
              <span class="part">
                <span class={`swatch ${fill}`} aria-hidden="true" />
                {says}
              </span>
            ))}
          </figcaption>
        ) : null}
      </div>
      <div>
        {p.table}
        {(p.rows ?? 0) > IN_SIGHT ? <p class="dim small scrolls">{count(p.rows)} rows: scroll the table for the rest.</p> : null}
      </div>
    </figure>
  );
}
