// One list entry: what it says and asks, since when, on which other lists the same party stands, and
// where every value comes from.
import { get, type Json, query } from './api';
import { Lives } from './charts';
import { useLoad } from './load';
import { asOf, entryPath, today, usePlace } from './route';
import { Table } from './table';
import { Citation, fileName, Name, words } from './text';
import { Busy, Copy, Link, Trouble, Word } from './ui';

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
const MOST_VALUES = 40;

function scriptOf(name: string): string {
  return SCRIPTS.find(([re]) => re.test(name))?.[1] ?? 'Latin';
}

const TITLES: Record<string, string> = {
  requirement: 'Licence requirement',
  policy: 'Licence review policy',
  citation: 'Notice',
  from: 'Listed from',
  to: 'Listed until',
  type: 'Kind of party',
  source: 'Published by',
  standard_order: 'Standard order',
  reason: 'Why it is listed',
  title: 'Title',
  remarks: 'Remarks',
  call_sign: 'Call sign',
  vessel_type: 'Kind of vessel',
  vessel_flag: 'Flag',
  vessel_owner: 'Owner',
  gross_tonnage: 'Tonnage',
};
const SHOWN_ELSEWHERE = new Set([
  'names', 'aliases', 'from_is_publication', 'addresses', 'idents', 'births', 'programs', 'countries', 'source_list_url', 'sublist', 'number', 'key',
]);

function valuesOf(entry: Json, field: string): Json[] {
  return entry.values.filter((v: Json) => v.field === field);
}

// A value, and where in the file it stands.
function Value(p: { of: Json }) {
  return (
    <span class="value" title={p.of.byte == null ? 'not written so in the file; read from it' : `byte ${p.of.byte} of the file`}>
      <Name>{String(p.of.value)}</Name>
    </span>
  );
}

function Values(p: { entry: Json; field: string; title: string }) {
  const all = valuesOf(p.entry, p.field);
  if (!all.length) return null;
  return (
    <section>
      <h3>
        {p.title} <span class="n">{all.length}</span>
      </h3>
      <Some of={all} />
    </section>
  );
}

function Some(p: { of: Json[] }) {
  const line = (v: Json) => (
    <li>
      <Value of={v} />
    </li>
  );
  return (
    <>
      <ul class="plain">{p.of.slice(0, MOST_VALUES).map(line)}</ul>
      {p.of.length > MOST_VALUES ? (
        <details>
          <summary>{p.of.length - MOST_VALUES} more</summary>
          <ul class="plain">{p.of.slice(MOST_VALUES).map(line)}</ul>
        </details>
      ) : null}
    </>
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
      <h3>
        Names <span class="n">{names.length}</span>
      </h3>
      {[...scripts].map(([script, all]) => (
        <>
          {scripts.size > 1 ? <h4>{script}</h4> : null}
          <Some of={all} />
        </>
      ))}
    </section>
  );
}

const dayOf = (v: Json): string => (v.what === 'added' && v.published_from) || v.list_date;

// An edition that was withdrawn whole, as a sample is when the whole list comes: its day is before the
// oldest edition now held, so nothing of the entry was corrected.
function isWithdrawn(v: Json, events: Json[]): boolean {
  const oldest = events.find((x) => x.since_oldest);
  return v.what === 'corrected' && v.listed_now === false && !!oldest && v.list_date < oldest.list_date;
}

// Events of all listings of a party on one line of time; the table below says the same.
function Timeline(p: { entries: Json[] }) {
  const entries = p.entries.map((e) => ({ ...e, events: e.events.filter((v: Json) => !isWithdrawn(v, e.events)) }));
  const lives = entries.map((e) => {
    const days = e.events.map((v: Json) => Date.parse(dayOf(v)));
    const gone = e.events.find((v: Json) => v.what === 'removed');
    return {
      name: `${e.list} · ${e.name.slice(0, 60)}`,
      from: Math.min(...days),
      to: gone ? Date.parse(dayOf(gone)) : null,
      before: e.events.some((v: Json) => v.since_oldest && !v.published_from),
      events: e.events.map((v: Json) => ({ at: Date.parse(dayOf(v)), what: v.what, says: `${dayOf(v)} ${v.what}` })),
    };
  });
  const rows = entries
    .flatMap((e) => e.events.map((v: Json) => ({ ...v, of: e })))
    .sort((a, b) => dayOf(b).localeCompare(dayOf(a)));
  return (
    <section>
      <h2>Through time</h2>
      <Lives of={lives} label="The listings through time; the table below says the same" />
      <Table
        label="Events"
        rows={rows}
        columns={[
          { head: 'Day', kind: 'tight', cell: (v) => dayOf(v) },
          {
            head: 'What',
            kind: 'tight',
            cell: (v) =>
              v.since_oldest && !v.published_from ? (
                <span class="dim">there in the oldest edition</span>
              ) : (
                <Word of={v.what} />
              ),
          },
          { head: 'List', cell: (v) => <Link to={entryPath(v.of.entry)}>{v.of.list}</Link> },
          { head: 'Notice', cell: (v) => <Citation text={v.citation} /> },
          { head: 'Changed', kind: 'wide', cell: (v) => <Changes of={v.changes} /> },
          { head: 'Known here since', kind: 'dim', cell: (v) => v.known_since?.slice(0, 10) },
        ]}
      />
    </section>
  );
}

export function Changes(p: { of?: Json[] }) {
  return (
    <>
      {(p.of ?? []).map((c: Json) => (
        <div class="change">
          <span class="dim">{words(c.field)}</span>{' '}
          {c.was == null ? null : (
            <del>
              <Name>{typeof c.was === 'string' ? c.was : JSON.stringify(c.was)}</Name>
            </del>
          )}{' '}
          {c.is == null ? null : (
            <ins>
              <Name>{typeof c.is === 'string' ? c.is : JSON.stringify(c.is)}</Name>
            </ins>
          )}
        </div>
      ))}
    </>
  );
}

// The other entries of the same party, and why they are thought one.
function OtherLists(p: { history: Json; entry: string }) {
  const party = (p.history.parties ?? []).find((x: Json) => x.entries.includes(p.entry));
  const others = p.history.entries.filter((e: Json) => e.entry !== p.entry && (party?.entries ?? []).includes(e.entry));
  if (!others.length) return null;
  const why = (e: Json) =>
    (party.why ?? [])
      .filter((w: Json) => w.entry === e.entry || w.other === e.entry)
      .map((w: Json) => w.because)
      .join('; ');
  return (
    <section>
      <h2>The same party on other lists</h2>
      <Table
        label="Other lists"
        rows={others as Json[]}
        columns={[
          { head: 'List', kind: 'head', cell: (e) => e.list },
          {
            head: 'Entry',
            cell: (e) => (
              <Link to={entryPath(e.entry)}>
                <Name>{e.name}</Name>
              </Link>
            ),
          },
          { head: 'State', kind: 'tight', cell: (e) => (e.listed ? <Word of="in_force">on the list</Word> : <Word of="removed">off the list</Word>) },
          { head: 'Why one party', kind: 'wide', cell: (e) => <Name>{why(e)}</Name> },
        ]}
      />
    </section>
  );
}

// Our own customers and orders that this entry was found for.
function Ours(p: { entry: string }) {
  const hits = useLoad<Json>((s) => get('/v1/hits?all=true', s), [p.entry]);
  const mine = (hits.value?.hits ?? []).filter((h: Json) => h.entry === p.entry);
  if (!mine.length) return null;
  return (
    <section>
      <h2>Screened here</h2>
      <Table
        label="Screened here"
        rows={mine.slice(0, 50) as Json[]}
        columns={[
          { head: 'Party', cell: (h) => <Name>{h.party}</Name> },
          { head: 'Of', cell: (h) => <Name most={80}>{h.book_id ? `customer ${h.book_id}` : h.order ? `order ${h.order}` : 'a search'}</Name> },
          { head: 'State', kind: 'tight', cell: (h) => <Word of={h.state} /> },
          { head: 'Decision', cell: (h) => <Link to={`/decisions/${h.decision}`}>{h.decision}</Link> },
        ]}
      />
    </section>
  );
}

function Cite(p: { entry: Json; day: string }) {
  const e = p.entry;
  const url = location.origin + entryPath(e.entry) + `?as_of=${p.day}`;
  const notice = valuesOf(e, 'citation')[0]?.value ?? '';
  const publisher = valuesOf(e, 'source')[0]?.value ?? e.list;
  const bib = () =>
    `@misc{${e.entry.replace(/[^A-Za-z0-9]+/g, '-')},\n  title = {${e.name}},\n  howpublished = {${publisher}},\n  note = {${notice ? `${notice}; ` : ''}list of ${e.list_from || 'unknown day'}, as of ${p.day}, record SHA-256 ${e.record.sha256}},\n  url = {${url}}\n}`;
  const line = () =>
    `${e.name}, ${publisher}${notice ? `, ${notice}` : ''}, as it stood on ${p.day} (${fileName(e.record.file)}, line ${e.record.line}, SHA-256 ${e.record.sha256}).`;
  return (
    <p class="buttons">
      <Copy text={url} label="Copy link of this day" />
      <Copy text={line} label="Copy as a citation" />
      <Copy text={bib} label="BibTeX" />
      <Copy text={() => JSON.stringify(e, null, 2)} label="JSON" />
    </p>
  );
}

function Facts(p: { entry: Json }) {
  const one = (field: string) => valuesOf(p.entry, field)[0];
  const url = one('source_list_url')?.value;
  const early = String(one('from_is_publication')?.value) === 'true';
  const others = p.entry.values.filter((v: Json) => !TITLES[v.field] && !SHOWN_ELSEWHERE.has(v.field));
  return (
    <dl class="facts">
      {Object.entries(TITLES).map(([field, title]) =>
        one(field) ? (
          <>
            <dt>{field === 'from' && early ? 'Listed no later than' : title}</dt>
            <dd>{field === 'citation' ? <Citation text={one(field).value} /> : <Value of={one(field)} />}</dd>
          </>
        ) : null,
      )}
      {others.slice(0, 30).map((v: Json) => (
        <>
          <dt>{words(v.field)}</dt>
          <dd>
            <Value of={v} />
          </dd>
        </>
      ))}
      {/^https?:\/\//.test(url ?? '') ? (
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
  );
}

function Published(p: { entry: Json }) {
  const r = p.entry.record;
  return (
    <section>
      <h2>As published</h2>
      <p class="dim">
        {fileName(r.file)}, line {r.line}, byte {r.byte}, SHA-256 <code title={r.sha256}>{r.sha256.slice(0, 16)}…</code>{' '}
        <Copy text={r.sha256} label="Copy the hash" />
      </p>
      <pre dir="auto" tabIndex={0} aria-label="The record as published">
        {r.text}
      </pre>
    </section>
  );
}

export function EntryPage(p: { entry: string }) {
  const day = asOf(usePlace());
  const at = encodeURIComponent(p.entry);
  const shown = useLoad<Json>((s) => get(`/v1/entries/${at}` + query({ as_of: day }), s), [p.entry, day]);
  const life = useLoad<Json>((s) => get(`/v1/entries/${at}/history`, s), [p.entry]);
  if (shown.error)
    return (
      <>
        <Trouble of={shown.error} />
        <p>
          <Link to="/">Search the lists</Link>
        </p>
      </>
    );
  if (!shown.value) return <Busy when lines={8} />;
  const entry = shown.value.entries[0];
  return (
    <article class="entry">
      <h1>
        <Name>{entry.name}</Name>
      </h1>
      <p class="tags">
        <span class="badge">{entry.list}</span>{' '}
        {valuesOf(entry, 'countries').map((v) => (
          <span class="country">
            <Name most={40}>{v.value}</Name>
          </span>
        ))}{' '}
        {entry.list_to ? (
          <Word of="removed">off the list since {entry.list_to}</Word>
        ) : (
          <Word of="in_force">on the list</Word>
        )}
      </p>
      <Cite entry={entry} day={day ?? today()} />
      <div class="split">
        <Facts entry={entry} />
        <div class="columns">
          <Names entry={entry} />
          <Values entry={entry} field="addresses" title="Addresses" />
          <Values entry={entry} field="idents" title="Numbers" />
          <Values entry={entry} field="births" title="Born" />
          <Values entry={entry} field="programs" title="Programmes" />
        </div>
      </div>
      {life.value ? <OtherLists history={life.value} entry={p.entry} /> : null}
      {life.value ? <Timeline entries={life.value.entries} /> : <Busy when={life.busy} />}
      {life.error ? <Trouble of={life.error} /> : null}
      <Ours entry={p.entry} />
      <Published entry={entry} />
    </article>
  );
}
