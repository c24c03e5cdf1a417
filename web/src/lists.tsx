// Lists: how old each is, what a person must look at, what changed, and how they grew.
import { useState } from 'preact/hooks';
import { get, getText, type Json, post, query } from './api';
import { Bars, Figure, Stairs } from './charts';
import { type Loaded, useLoad } from './load';
import { listName } from './named';
import { entryPath, setParams, today, usePlace } from './route';
import { Table } from './table';
import { age, Citation, count, Name } from './text';
import { Busy, Choose, Empty, Link, ListBadge, Trouble, Word } from './ui';

function Judge(p: { list: Json; done: () => void }) {
  const l = p.list;
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>(null);
  const judge = async (outcome: string) => {
    try {
      await post(`/v1/lists/${l.id}/judgement`, { outcome, reason });
      p.done();
    } catch (e) {
      setError(e);
    }
  };
  return (
    <section class="card verdict bad">
      <h2>
        <Word of="quarantined">{l.id}: an edition is held back</Word>
      </h2>
      <p>
        The edition of {l.list_date || 'no date'} differs from the one before more than your policy allows:{' '}
        <Name>{l.why ?? 'see the difference'}</Name>. Hits come from both editions until somebody has looked, and nothing reads
        as no match.
      </p>
      <p>
        <Link to={`/lists/${l.id}/diff?a=${today()}&b=${l.snapshot}`}>See the difference, entry by entry</Link>
      </p>
      <label>
        Reason, for the log
        <input value={reason} maxLength={4000} onInput={(e) => setReason(e.currentTarget.value)} />
      </label>
      <p class="buttons">
        <button type="button" disabled={!reason.trim()} onClick={() => judge('approve')}>
          It is true: put it in force
        </button>
        <button type="button" class="second" disabled={!reason.trim()} onClick={() => judge('reject')}>
          It is not: keep the edition before
        </button>
      </p>
      <p class="dim small">This takes a key with the scope approve: the page alone may not.</p>
      <Trouble of={error} />
    </section>
  );
}

// A bar that fills as the list ages; words beside it.
function Age(p: { list: Json }) {
  const { age_seconds: a, max_age_seconds: max } = p.list;
  const part = a == null || !max ? 1 : Math.min(1, a / max);
  return (
    <span class="age">
      <svg viewBox="0 0 40 8" width="40" height="8" aria-hidden="true">
        <rect width="40" height="8" class="track" />
        <rect width={40 * part} height="8" class={part < 0.75 ? 'fill-good' : part < 1 ? 'fill-warn' : 'fill-bad'} />
      </svg>{' '}
      {age(a)} <span class="dim">of {age(max)}</span>
    </span>
  );
}

function state(l: Json): string {
  return l.state === 'quarantined' && l.sample ? 'sample' : l.state;
}

// Of a list that was never imported there is nothing to say but that.
const here = (l: Json) => l.state !== 'missing';

// A list by what people call it, and by its code.
function Titled(p: { code: string }) {
  const name = listName(p.code);
  return name ? (
    <>
      <span class="list-name">{name}</span> <span class="dim small">{p.code}</span>
    </>
  ) : (
    <Name most={80}>{p.code}</Name>
  );
}

// The lists a source brings together, each with its name.
function Sublists(p: { of: Json[] }) {
  return (
    <ul class="sublists small">
      {p.of.map((s) => (
        <li class={s.short ? 'warn-text' : undefined}>
          <Titled code={s.list} /> <b>{count(s.entries)}</b>
          {s.short ? ` of at least ${count(s.min_entries)}` : ''}
        </li>
      ))}
    </ul>
  );
}

function Status(p: { lists: Json[] }) {
  return (
    <Table
      label="Lists"
      rows={p.lists}
      columns={[
        { head: 'List', kind: 'head', cell: (l) => <Titled code={l.id} /> },
        { head: 'State', kind: 'tight', cell: (l) => <Word of={state(l)} /> },
        { head: 'Of', kind: 'whole', cell: (l) => (here(l) ? l.list_date || 'undated' : null) },
        { head: 'Age', kind: 'whole', cell: (l) => (here(l) ? <Age list={l} /> : null) },
        { head: 'Entries', kind: 'number', cell: (l) => (here(l) ? count(l.entries) : null) },
        { head: 'Names', kind: 'number', cell: (l) => (here(l) ? count(l.names) : null) },
        {
          head: 'Of which',
          kind: 'wide',
          cell: (l) => (l.sublists?.length ? <Sublists of={l.sublists} /> : null),
        },
        {
          head: 'SHA-256',
          kind: 'whole',
          cell: (l) =>
            l.sha256 ? (
              <code class="dim" title={l.sha256}>
                {l.sha256.slice(0, 10)}
              </code>
            ) : null,
        },
        { head: 'Difference', cell: (l) => (here(l) ? <Link to={`/lists/${l.id}/diff`}>compare</Link> : null) },
      ]}
    />
  );
}

// ---- what changed ----

interface Span {
  name: string;
  added: number;
  modified: number;
  removed: number;
}
const MOST_MONTHS = 36;

function spans(events: Json[]): Span[] {
  const months = new Set(events.map((e) => (e.list_date ?? '').slice(0, 7)));
  const cut = months.size > MOST_MONTHS ? 4 : 7;
  const all = new Map<string, Span>();
  for (const e of events) {
    const name = (e.list_date ?? '').slice(0, cut);
    const row = all.get(name) ?? { name, added: 0, modified: 0, removed: 0 };
    if (e.what === 'added' || e.what === 'modified' || e.what === 'removed') row[e.what as 'added']++;
    all.set(name, row);
  }
  return [...all.values()].sort((a, b) => a.name.localeCompare(b.name));
}

// How many entries stood there after each edition, counted back from today.
function sizes(events: Json[], now: number): { day: string; n: number }[] {
  const byDay = new Map<string, number>();
  for (const e of events) {
    const d = e.what === 'added' ? 1 : e.what === 'removed' ? -1 : 0;
    if (d) byDay.set(e.list_date, (byDay.get(e.list_date) ?? 0) + d);
  }
  const days = [...byDay].sort((a, b) => b[0].localeCompare(a[0]));
  const all = [];
  let n = now;
  for (const [day, d] of days) {
    all.push({ day, n });
    n -= d;
  }
  if (days.length) {
    const first = new Date(Date.parse(days[days.length - 1][0]) - 20 * 86400e3).toISOString().slice(0, 10);
    all.push({ day: first, n });
  }
  return all.reverse();
}

function Churn(p: { events: Json[]; entries?: number }) {
  const rows = spans(p.events);
  const any = (what: 'added' | 'modified' | 'removed') => rows.some((r) => r[what]);
  const legend: [string, string, boolean][] = [
    ['fill-plus', 'added', any('added')],
    ['fill-warn', 'changed', any('modified')],
    ['fill-minus', 'removed', any('removed')],
  ];
  const steps = p.entries == null ? [] : sizes(p.events, p.entries);
  return (
    <>
      <Figure
        legend={legend.filter(([, , there]) => there).map(([fill, says]) => [fill, says])}
        rows={rows.length}
        chart={
          <Bars
            label="Added and changed above the line, removed below; the table says the same"
            of={rows.map((m) => ({
              name: m.name,
              up: [
                { n: m.added, fill: 'fill-plus' },
                { n: m.modified, fill: 'fill-warn' },
              ],
              down: [{ n: m.removed, fill: 'fill-minus' }],
              says: `${m.name}: ${m.added} added, ${m.modified} changed, ${m.removed} removed`,
            }))}
          />
        }
        table={
          <Table
            label="Added, changed and removed"
            keep
            rows={[...rows].reverse()}
            columns={[
              { head: 'When', kind: 'head', cell: (m) => m.name },
              { head: 'Added', kind: 'number', cell: (m) => some(m.added) },
              { head: 'Changed', kind: 'number', cell: (m) => some(m.modified) },
              { head: 'Removed', kind: 'number', cell: (m) => some(m.removed) },
            ]}
          />
        }
      />
      {steps.length ? (
        <>
          <h3>How many entries stood there</h3>
          <Figure
            rows={steps.length}
            chart={<Stairs of={steps} label="Entries after each edition; the table says the same" />}
            table={
              <Table
                label="Entries after each edition"
                keep
                rows={[...steps].reverse()}
                columns={[
                  { head: 'From', kind: 'head', cell: (s) => s.day },
                  { head: 'Entries', kind: 'number', cell: (s) => count(s.n) },
                ]}
              />
            }
          />
        </>
      ) : null}
    </>
  );
}

const NEWEST = 200;

function Changed(p: { entries?: number }) {
  const place = usePlace();
  const yearAgo = new Date(Date.now() - 365 * 86400e3).toISOString().slice(0, 10);
  const since = place.params.get('since') ?? yearAgo;
  const events = useLoad<Json[]>(
    async () =>
      (await getText('/v1/lists/changes' + query({ since })))
        .split('\n')
        .filter(Boolean)
        .map((l) => JSON.parse(l)),
    [since],
  );
  const all = events.value ?? [];
  return (
    <section>
      <h2>What changed</h2>
      <p>
        <label>
          since{' '}
          <input type="date" max={today()} value={since} onChange={(e) => setParams({ since: e.currentTarget.value })} />
        </label>
      </p>
      <Trouble of={events.error} />
      <Busy when={events.busy && !events.value} lines={5} />
      {events.value && !all.length ? (
        <Empty title={`No change since ${since} is known here.`}>
          <p>With the next edition of a list, this page tells what came and went: what its oldest edition held is no change.</p>
        </Empty>
      ) : null}
      {all.length ? (
        <>
          <Churn events={all} entries={p.entries} />
          <h3>Entry by entry</h3>
          <Table
            label="Changes"
            rows={all.slice(-NEWEST).reverse()}
            columns={[
              { head: 'Edition', kind: 'tight', cell: (e) => e.list_date },
              { head: 'What', kind: 'tight', cell: (e) => <Word of={e.what} /> },
              { head: 'List', cell: (e) => <ListBadge of={e.list} full /> },
              {
                head: 'Party',
                kind: 'wide',
                cell: (e) => (
                  <Link to={entryPath(e.entry)}>
                    <Name>{e.name}</Name>
                  </Link>
                ),
              },
              { head: 'Notice', cell: (e) => <Citation text={e.citation} /> },
            ]}
          />
          {all.length > NEWEST ? <p class="dim">The newest {NEWEST} of {count(all.length)}.</p> : null}
        </>
      ) : null}
    </section>
  );
}

// ---- when they were listed ----

const VIEWS: [string, string][] = [
  ['lists', 'by list'],
  ['countries', 'by country'],
  ['programmes', 'by programme'],
];
const viewed = (view: string) => VIEWS.find(([v]) => v === view)?.[1] ?? '';
const APART = 6; // kinds with a colour of their own
const MOST_KINDS = 12;

// Naught is told from a number at a glance.
const some = (n: number) => (n ? count(n) : <span class="dim">–</span>);

interface Kind {
  key: string;
  years: Map<string, number>;
  all: number;
}

// Of those with a day known of any of their entries: a legend of what is not drawn explains nothing.
function kindsOf(rows: Json[]): Kind[] {
  const all: Kind[] = rows
    .map((r) => {
      const years = new Map(Object.entries(r.years as Record<string, number>));
      return { key: r.key, years, all: [...years.values()].reduce((s, n) => s + n, 0) };
    })
    .filter((k) => k.all)
    .sort((a, b) => b.all - a.all);
  const rest = all.slice(APART);
  if (rest.length < 2) return all;
  const other: Kind = { key: `${rest.length} others`, years: new Map(), all: 0 };
  for (const k of rest) {
    for (const [y, n] of k.years) other.years.set(y, (other.years.get(y) ?? 0) + n);
    other.all += k.all;
  }
  return [...all.slice(0, APART), other];
}

// A kind in a line of text: lists by name and code, countries and programmes as they are.
function titled(key: string, view: string): string {
  const name = view === 'lists' ? listName(key) : undefined;
  return name ? `${name} (${key})` : key;
}

// All of them, dated or not, for those kinds that most publishers give no day for.
function Totals(p: { rows: Json[]; view: string }) {
  const head = viewed(p.view);
  const all = p.rows
    .map((r) => ({ key: r.key as string, n: Object.values(r.years as Record<string, number>).reduce((s, x) => s + x, r.undated) }))
    .sort((a, b) => b.n - a.n);
  if (!all.length) return null;
  return (
    <>
      <h3>How many there are</h3>
      <Figure
        rows={all.length}
        chart={
          <Bars
            label={`Entries ${head}; the table says the same`}
            of={all.slice(0, MOST_KINDS).map((k) => ({ name: k.key, up: [{ n: k.n, fill: 'kind-0' }], says: `${k.key}: ${k.n}` }))}
          />
        }
        table={
          <Table
            label={`Entries ${head}`}
            keep
            rows={all}
            columns={[
              { head: head.replace('by ', ''), kind: 'head', cell: (k) => (p.view === 'lists' ? <Titled code={k.key} /> : <Name most={80}>{k.key}</Name>) },
              { head: 'Entries', kind: 'number', cell: (k) => count(k.n) },
            ]}
          />
        }
      />
      {all.length > MOST_KINDS ? (
        <p class="dim">
          Drawn are the {MOST_KINDS} with most entries; the table has all {count(all.length)}.
        </p>
      ) : null}
    </>
  );
}

function Growth(p: { of: Loaded<Json> }) {
  const view = usePlace().params.get('by') ?? 'lists';
  const growth = p.of;
  const kinds = kindsOf(growth.value?.[view] ?? []);
  const known = [...new Set(kinds.flatMap((k) => [...k.years.keys()]))].map(Number).sort((a, b) => a - b);
  const years: string[] = [];
  for (let y = known[0]; y <= known[known.length - 1]; y++) years.push(String(y));
  const sum = (y: string) => kinds.reduce((s, k) => s + (k.years.get(y) ?? 0), 0);
  return (
    <section>
      <h2>When the entries of today were listed</h2>
      <Choose
        label="By"
        name="by"
        value={view}
        on={(v) => setParams({ by: v === 'lists' ? undefined : v })}
        of={VIEWS.map(([value, label]) => ({ value, label }))}
      />
      <Trouble of={growth.error} />
      <Busy when={growth.busy && !growth.value} lines={5} />
      {years.length ? (
        <Figure
          rows={years.filter(sum).length}
          legend={kinds.map((k, i) => [`kind-${i}`, titled(k.key, view)])}
          chart={
            <Bars
              height={260}
              label={`Entries by the year they were listed in, ${viewed(view)}; the table says the same`}
              of={years.map((y) => ({
                name: y,
                up: kinds.map((k, i) => ({ n: k.years.get(y) ?? 0, fill: `kind-${i}` })),
                says: `${y}: ${kinds.filter((k) => k.years.get(y)).map((k) => `${k.key} ${k.years.get(y)}`).join(', ')}`,
              }))}
            />
          }
          table={
            <Table
              label="Entries by year"
              keep
              rows={[...years].reverse().filter((y) => sum(y))}
              columns={[
                { head: 'Year', kind: 'head', cell: (y) => y },
                ...kinds.map((k) => ({ head: k.key, kind: 'number' as const, cell: (y: string) => some(k.years.get(y) ?? 0) })),
              ]}
            />
          }
        />
      ) : null}
      {growth.value?.undated ? (
        <p class="dim">
          {count(growth.value.undated)} of {count(growth.value.entries)} entries are not in it: neither their publisher nor an
          edition known here says when they were listed.
        </p>
      ) : null}
      <Totals rows={growth.value?.[view] ?? []} view={view} />
    </section>
  );
}

export function ListsPage() {
  const status = useLoad<Json>((s) => get('/v1/lists', s), []);
  const growth = useLoad<Json>((s) => get('/v1/lists/growth', s), []);
  const lists: Json[] = status.value?.lists ?? [];
  const known = lists.some(here);
  return (
    <>
      <h1>Lists</h1>
      <Trouble of={status.error} />
      <Busy when={status.busy && !status.value} lines={8} />
      {status.value && !known ? (
        <Empty title="No list has been imported yet.">
          <p>
            Download the Consolidated Screening List and import it; this page follows within a second:
          </p>
          <pre>licet lists import --source us_csl --list-date {today()} consolidated.csv</pre>
        </Empty>
      ) : null}
      {(status.value?.alarms ?? []).map((a: string) => (
        <div class="trouble" role="alert">
          {a}
        </div>
      ))}
      {lists
        .filter((l) => state(l) === 'quarantined')
        .map((l) => (
          <Judge list={l} done={status.again} />
        ))}
      {lists.length ? <Status lists={lists} /> : null}
      {known ? (
        <>
          <Changed entries={growth.value?.entries} />
          <Growth of={growth} />
        </>
      ) : null}
    </>
  );
}
