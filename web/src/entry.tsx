// One list entry: what it says, since when, and where every value comes from.
import { get, type Json, query } from './api';
import { asOf, entryPath, usePlace } from './route';
import { Busy, Citation, Copy, Link, Trouble, useLoad, Word, words } from './ui';

const SCRIPTS: [RegExp, string][] = [
  [/\p{Script=Han}/u, 'Han'],
  [/\p{Script=Arabic}/u, 'Arabic'],
  [/\p{Script=Cyrillic}/u, 'Cyrillic'],
  [/\p{Script=Hebrew}/u, 'Hebrew'],
  [/\p{Script=Hangul}/u, 'Hangul'],
  [/\p{Script=Hiragana}|\p{Script=Katakana}/u, 'Kana'],
  [/\p{Script=Thai}/u, 'Thai'],
  [/\p{Script=Greek}/u, 'Greek'],
];

function scriptOf(name: string): string {
  return SCRIPTS.find(([re]) => re.test(name))?.[1] ?? 'Latin';
}

const TITLES: Record<string, string> = {
  requirement: 'Licence requirement',
  policy: 'Licence review policy',
  citation: 'Citation',
  from: 'Listed from',
  to: 'Listed until',
  type: 'Kind of party',
  sublist: 'List',
  standard_order: 'Standard order',
  reason: 'Why it is listed',
};

function valuesOf(entry: Json, field: string): Json[] {
  return entry.values.filter((v: Json) => v.field === field);
}

function Values(p: { entry: Json; field: string; title: string }) {
  const all = valuesOf(p.entry, p.field);
  if (!all.length) return null;
  return (
    <section>
      <h3>{p.title}</h3>
      <ul>
        {all.map((v) => (
          <li>
            <bdi>{v.value}</bdi>
            {v.byte != null ? <span class="dim"> byte {v.byte}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Names(p: { entry: Json }) {
  const names = [...valuesOf(p.entry, 'names'), ...valuesOf(p.entry, 'aliases')];
  const scripts = new Map<string, Json[]>();
  for (const n of names) {
    const s = scriptOf(n.value);
    scripts.set(s, [...(scripts.get(s) ?? []), n]);
  }
  return (
    <section>
      <h3>Names</h3>
      {[...scripts].map(([script, all]) => (
        <>
          {scripts.size > 1 ? <h4>{script}</h4> : null}
          <ul class="names">
            {all.map((n) => (
              <li>
                <bdi>{n.value}</bdi>
              </li>
            ))}
          </ul>
        </>
      ))}
    </section>
  );
}

// Events of all listings of a party on one line of time; the table beside it says the same.
function Timeline(p: { entries: Json[] }) {
  const rows = p.entries.map((e) => ({
    entry: e,
    events: e.events.map((v: Json) => ({ ...v, day: v.published_from || v.list_date })),
  }));
  const days = rows.flatMap((r) => r.events.map((v: Json) => Date.parse(v.day))).filter((d) => !Number.isNaN(d));
  const now = Date.now();
  const from = Math.min(...days, now - 365 * 86400e3);
  const x = (d: number) => 12 + (96 * 9 * (d - from)) / Math.max(1, now - from);
  const height = 34 + 30 * rows.length;
  const years: number[] = [];
  for (let y = new Date(from).getUTCFullYear() + 1; Date.UTC(y, 0) < now; y++) years.push(y);
  return (
    <section>
      <h3>Through time</h3>
      <svg class="timeline" viewBox={`0 0 900 ${height}`} role="img" aria-label="The listings through time; the table below says the same">
        {years.map((y) => (
          <>
            <line x1={x(Date.UTC(y, 0))} x2={x(Date.UTC(y, 0))} y1="0" y2={height - 20} class="year" />
            <text x={x(Date.UTC(y, 0))} y={height - 5} class="year-name">
              {years.length < 12 || y % 5 === 0 ? y : ''}
            </text>
          </>
        ))}
        {rows.map((r, i) => {
          const y = 20 + 30 * i;
          const first = Math.min(...r.events.map((v: Json) => Date.parse(v.day)));
          const gone = r.events.find((v: Json) => v.what === 'removed');
          return (
            <>
              <line x1={x(first)} x2={x(gone ? Date.parse(gone.day) : now)} y1={y} y2={y} class="life" />
              {r.events.map((v: Json) => (
                <circle cx={x(Date.parse(v.day))} cy={y} r="6" class={`event ${v.what}`}>
                  <title>{`${v.day} ${v.what}`}</title>
                </circle>
              ))}
              <text
                x={x(first) > 500 ? 885 : x(first) + 10}
                y={y - 9}
                text-anchor={x(first) > 500 ? 'end' : 'start'}
                class="row-name"
              >
                {r.entry.list} {r.entry.name}
              </text>
            </>
          );
        })}
      </svg>
      <div class="scroll" tabIndex={0} role="region" aria-label="Events">
        <table>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">What</th>
              <th scope="col">List</th>
              <th scope="col">Notice</th>
              <th scope="col">Changed</th>
              <th scope="col">Known here since</th>
            </tr>
          </thead>
          <tbody>
            {rows.flatMap((r) =>
              r.events.map((v: Json) => (
                <tr>
                  <td>{v.day}</td>
                  <td>{words(v.what)}</td>
                  <td>
                    <Link to={entryPath(r.entry.entry)}>{r.entry.list}</Link>
                  </td>
                  <td>
                    <Citation text={v.citation} />
                  </td>
                  <td>
                    {(v.changes ?? []).map((c: Json) => (
                      <div>
                        {c.field}: {c.was ? <del>{String(c.was)}</del> : null} {c.is ? <ins>{String(c.is)}</ins> : null}
                      </div>
                    ))}
                  </td>
                  <td class="dim">{v.known_since?.slice(0, 10)}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Party(p: { history: Json; entry: string }) {
  const party = (p.history.parties ?? []).find((x: Json) => x.entries.includes(p.entry));
  if (!party) return null;
  return (
    <section>
      <h3>One party, several lists</h3>
      <ul>
        {party.why.map((w: Json) => (
          <li>
            <Link to={entryPath(w.entry)}>{w.entry.split('/')[0]}</Link> and{' '}
            <Link to={entryPath(w.other)}>{w.other.split('/')[0]}</Link>: <bdi>{w.because}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function EntryPage(p: { entry: string }) {
  const day = asOf(usePlace());
  const at = encodeURIComponent(p.entry);
  const shown = useLoad<Json>((s) => get(`/v1/entries/${at}` + query({ as_of: day }), s), [p.entry, day]);
  const life = useLoad<Json>((s) => get(`/v1/entries/${at}/history`, s), [p.entry]);
  if (shown.error) return <Trouble of={shown.error} />;
  if (!shown.value) return <Busy when />;
  const entry = shown.value.entries[0];
  const one = (field: string) => valuesOf(entry, field)[0]?.value;
  const url = one('source_list_url');
  return (
    <article class="entry">
      <h1>
        <bdi>{entry.name}</bdi>
      </h1>
      <p>
        <span class="badge">{entry.list}</span>{' '}
        {valuesOf(entry, 'countries').map((v) => (
          <span class="country">{v.value}</span>
        ))}{' '}
        {entry.list_to ? <Word of="stale">off the list since {entry.list_to}</Word> : <Word of="in_force">on the list</Word>}{' '}
        <Copy text={location.href} label="Copy link" />
      </p>
      <dl class="facts">
        {Object.entries(TITLES).map(([field, title]) =>
          one(field) && field !== 'sublist' ? (
            <>
              <dt>{title}</dt>
              <dd>{field === 'citation' ? <Citation text={one(field)} /> : <bdi>{one(field)}</bdi>}</dd>
            </>
          ) : null,
        )}
        {url ? (
          <>
            <dt>At its source</dt>
            <dd>
              <a href={url} rel="noreferrer">
                {url}
              </a>
            </dd>
          </>
        ) : null}
      </dl>
      <div class="columns">
        <Names entry={entry} />
        <Values entry={entry} field="addresses" title="Addresses" />
        <Values entry={entry} field="idents" title="Numbers" />
        <Values entry={entry} field="births" title="Born" />
        <Values entry={entry} field="programs" title="Programmes" />
      </div>
      {life.value ? <Party history={life.value} entry={p.entry} /> : null}
      {life.value ? <Timeline entries={life.value.entries} /> : <Busy when={life.busy} />}
      <section>
        <h3>As published</h3>
        <p class="dim">
          {entry.record.file.split('/').pop()}, line {entry.record.line}, byte {entry.record.byte}, SHA-256{' '}
          <code>{entry.record.sha256.slice(0, 16)}…</code>
        </p>
        <pre dir="auto">{entry.record.text}</pre>
      </section>
    </article>
  );
}
