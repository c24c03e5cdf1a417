// The customers of the house: who is under watch, whom the last change of the lists is about, and a
// run over all of them.
import { useEffect, useState } from 'preact/hooks';
import { get, type Json, post, Problem, put } from './api';
import { Parts } from './charts';
import { useLoad } from './load';
import { asOf, entryPath, usePlace } from './route';
import { Table } from './table';
import { count, fileName, Name } from './text';
import { Busy, Drop, Empty, Link, Trouble, Word } from './ui';

const SHOWN = 300;

function Take(p: { done: () => void; first: boolean }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [taken, setTaken] = useState<Json | null>(null);
  const take = async (file: File) => {
    setBusy(true);
    setError(null);
    try {
      setTaken(await put(`/v1/book?name=${encodeURIComponent(file.name)}`, file));
      p.done();
    } catch (e) {
      setError(e);
    }
    setBusy(false);
  };
  return (
    <>
      <Drop label="Table of customers" accept=".xlsx,.xlsm,.csv,.tsv,.txt,.jsonl" busy={busy} take={take}>
        <p>
          <b>{p.first ? 'Drop the table of your customers here' : 'Drop a newer table of customers here'}</b>: number, name,
          kind, country, address, birth, identifiers, as your system calls them. The whole book each time; the editions before
          are kept.
        </p>
      </Drop>
      <Trouble of={error} />
      {taken?.same_as_before ? (
        <p class="card" role="status">
          The same {count(taken.customers)} customers as in the newest edition: nothing was taken in.
        </p>
      ) : null}
      {taken && !taken.same_as_before ? (
        <p class="card" role="status">
          {count(taken.customers)} customers of <Name most={80}>{fileName(taken.file)}</Name>: {count(taken.added)} added, {count(taken.changed)}{' '}
          changed, {count(taken.removed)} left, {count(taken.unchanged)} unchanged.
        </p>
      ) : null}
    </>
  );
}

// ---- the run ----

const CHANGES: [string, string, string][] = [
  ['new', 'New hits', 'a list names, or comes near, a customer whom it did not before'],
  ['reopened', 'Open again', 'what somebody said about them no longer holds'],
  ['changed', 'Of changed entries', 'the wording of the entry changed'],
  ['settled', 'Settled since', 'somebody spoke about them'],
  ['gone', 'Gone', 'a complete search no longer finds them'],
];

function Differences(p: { report: Json }) {
  const some = CHANGES.filter(([k]) => p.report[k]?.length);
  if (!p.report.before) return <p class="dim">It was the first run: there is none before to compare with.</p>;
  return (
    <>
      <p class="dim">Compared with the run as of {p.report.before.as_of}:</p>
      {some.length ? null : <p>Nothing differs.</p>}
      {some.map(([k, title, says]) => (
        <section>
          <h3>
            {title} <span class="n">{p.report[k].length}</span> <span class="dim small">{says}</span>
          </h3>
          <Table
            label={title}
            rows={p.report[k].slice(0, SHOWN) as Json[]}
            columns={[
              { head: 'Customer', kind: 'head', cell: (x) => <Name most={60}>{x.id}</Name> },
              { head: 'Name', cell: (x) => <Name>{x.name}</Name> },
              { head: 'List', kind: 'tight', cell: (x) => x.list },
              {
                head: 'Entry',
                cell: (x) => (
                  <Link to={entryPath(x.entry)}>
                    <Name>{x.listed}</Name>
                  </Link>
                ),
              },
              { head: 'Why', kind: 'wide', cell: (x) => <Name>{x.why}</Name> },
            ]}
          />
        </section>
      ))}
    </>
  );
}

function Run(p: { due: boolean; done: () => void }) {
  const day = asOf(usePlace());
  const state = useLoad<Json>((s) => get('/v1/book/run', s), []);
  const [error, setError] = useState<unknown>(null);
  const running = state.value?.state === 'running';
  useEffect(() => {
    if (!running) return;
    const t = setTimeout(state.again, 400);
    return () => clearTimeout(t);
  }, [state.value]);
  useEffect(() => {
    if (state.value?.state === 'done') p.done();
  }, [state.value?.report?.run]);
  const start = async () => {
    setError(null);
    try {
      await post('/v1/book/run', day ? { as_of: day } : {});
      state.again();
    } catch (e) {
      setError(e);
    }
  };
  const v = state.value;
  return (
    <>
      <p class="buttons">
        <button type="button" onClick={start} disabled={running} class={p.due ? '' : 'second'}>
          {running ? 'Searching …' : 'Screen every customer now'}
        </button>
      </p>
      <Trouble of={error ?? state.error} />
      {running ? (
        <div role="status">
          <progress max={v!.total || 1} value={v!.done || 0} aria-label="Customers searched" />
          <p class="dim">
            {count(v!.done ?? 0)} of {count(v!.total || 0)} customers. You may leave this page; it goes on.
          </p>
        </div>
      ) : null}
      {v?.state === 'failed' ? <Trouble of={new Problem(0, v.problem.message, v.problem.remedy)} /> : null}
      {v?.state === 'done' ? <Differences report={v.report} /> : null}
    </>
  );
}

// ---- what the last run says ----

function Look(p: { run: Json }) {
  const before = useLoad<Json>(async (s) => (p.run.before ? get(`/v1/decisions/${p.run.before}`, s) : null), [p.run.before]);
  const had = new Set<string>(
    (before.value?.record.state ?? []).flatMap((c: Json) => c.hits.map((h: Json) => `${c.id} ${h.entry}`)),
  );
  const rows: Json[] = (p.run.state ?? []).filter((c: Json) =>
    c.hits.some((h: Json) => h.state === 'open' || h.state === 'escalated' || h.state === 'true_match'),
  );
  return (
    <section>
      <h2>
        Look at these <span class="n">{rows.length}</span>
      </h2>
      {rows.length ? (
        <Table
          label="Customers with hits"
          rows={rows.slice(0, SHOWN)}
          columns={[
            { head: 'Customer', kind: 'head', cell: (c) => <Name most={60}>{c.id}</Name> },
            {
              head: 'Name',
              cell: (c) => (
                <>
                  <Name>{c.name}</Name> {c.country ? (
                    <span class="country">
                      <Name most={30}>{c.country}</Name>
                    </span>
                  ) : null}
                </>
              ),
            },
            {
              head: 'Hits',
              kind: 'wide',
              cell: (c) =>
                c.hits.map((h: Json) => (
                  <div>
                    <Word of={h.state === 'open' ? h.verdict : h.state} />{' '}
                    <Link to={entryPath(h.entry)}>
                      <Name>{h.name}</Name>
                    </Link>{' '}
                    <span class="badge">{h.list}</span> <span class="dim">{h.score?.toFixed?.(2)}</span>{' '}
                    {before.value && !had.has(`${c.id} ${h.entry}`) ? <span class="badge concerns" title="not in the run before">new</span> : null}
                  </div>
                )),
            },
            { head: 'Decision', kind: 'whole', cell: (c) => <Link to={`/decisions/${c.decision}`}>open</Link> },
          ]}
        />
      ) : (
        <Empty title="No customer has an open hit." />
      )}
      {rows.length ? (
        <p>
          <Link to="/hits">Speak about them, one after another</Link>
        </p>
      ) : null}
    </section>
  );
}

function Standing(p: { book: Json; run?: Json }) {
  const newest = p.book.editions[p.book.editions.length - 1];
  const last = p.book.last_run;
  return (
    <>
      <div class="tiles">
        <div class="tile">
          <div class="tile-n">{count(newest.customers)}</div>
          <div class="dim">
            customers, book of {newest.date}
          </div>
        </div>
        <div class="tile">
          <div class="tile-n">
            {last ? count(last.customers) : '0'} of {count(newest.customers)}
          </div>
          <div class="dim">{last ? `screened, as of ${last.as_of}` : 'screened: no run yet'}</div>
        </div>
        <div class="tile">
          <div class="tile-n">{count(last?.open ?? 0)}</div>
          <div class="dim">open hits</div>
        </div>
        <div class="tile">
          <div class="tile-n">
            {p.book.rescreen_due ? <Word of="stale">run is due</Word> : <Word of="in_force">up to date</Word>}
          </div>
          <div class="dim">{p.book.rescreen_due ? 'book, lists or policy changed since' : 'nothing changed since the run'}</div>
        </div>
      </div>
      {last ? (
        <Parts
          label="Customers by what was found"
          of={[
            { name: 'match', n: last.verdicts.MATCH, tone: 'bad' },
            { name: 'possible match', n: last.verdicts.POSSIBLE_MATCH, tone: 'warn' },
            { name: 'not screened', n: last.verdicts.NOT_SCREENED, tone: 'rest' },
            { name: 'no match', n: last.verdicts.NO_MATCH, tone: 'good' },
          ]}
        />
      ) : null}
    </>
  );
}

function Editions(p: { of: Json[] }) {
  return (
    <section>
      <h2>Editions of the book</h2>
      <Table
        label="Editions"
        rows={[...p.of].reverse().slice(0, 50)}
        columns={[
          { head: 'Of', kind: 'head', cell: (e) => e.date },
          { head: 'File', cell: (e) => <Name>{fileName(e.file)}</Name> },
          { head: 'Customers', kind: 'number', cell: (e) => count(e.customers) },
          { head: 'Added', kind: 'number', cell: (e) => count(e.added) },
          { head: 'Changed', kind: 'number', cell: (e) => count(e.changed) },
          { head: 'Left', kind: 'number', cell: (e) => count(e.removed) },
          { head: 'Record', kind: 'whole', cell: (e) => <Link to={`/decisions/${e.edition}`}>{e.edition}</Link> },
        ]}
      />
    </section>
  );
}

export function BookPage() {
  const book = useLoad<Json>(
    (s) => get('/v1/book', s).catch((e) => (e instanceof Problem && e.status === 404 ? { editions: [] } : Promise.reject(e))),
    [],
  );
  const run = useLoad<Json>((s) => get('/v1/decisions?kind=rescreen&limit=1', s), [book.value]);
  const lists = useLoad<Json>((s) => get('/v1/lists', s), []);
  const b = book.value;
  const last = run.value?.items?.[0]?.record;
  return (
    <>
      <h1>Customers</h1>
      <Trouble of={book.error} />
      <Busy when={book.busy && !b} lines={8} />
      {b?.editions.length ? (
        <>
          <Standing book={b} run={last} />
          <Run due={b.rescreen_due} done={book.again} />
          {last ? <Look run={last} /> : null}
          <p>
            Whom did the last change of a list concern?{' '}
            {(lists.value?.lists ?? []).map((l: Json, i: number) => (
              <>
                {i ? ', ' : ''}
                <Link to={`/lists/${l.id}/diff`}>{l.id}</Link>
              </>
            ))}
          </p>
          <Editions of={b.editions} />
        </>
      ) : null}
      {b ? <Take first={!b.editions.length} done={book.again} /> : null}
      {b && !b.editions.length ? (
        <Empty title="No customers are here yet.">
          <p>
            Once they are, one run says who needs a look; and after every change of a list, whom it is about. The same on the
            command line: <code>licet book import customers.csv</code>, then <code>licet rescreen</code>.
          </p>
        </Empty>
      ) : null}
    </>
  );
}
