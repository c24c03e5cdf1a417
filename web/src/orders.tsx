// Orders: a table dropped here, its columns confirmed, its rows decided, the same table back.
import { useEffect, useState } from 'preact/hooks';
import { download, get, getText, type Json, post, Problem, upload } from './api';
import { Parts } from './charts';
import { useLoad } from './load';
import { asOf, go, setParams, usePlace } from './route';
import { Table } from './table';
import { count, Name, words } from './text';
import { Busy, Choose, Drop, Empty, Link, ListBadge, Trouble, Word } from './ui';

const SHOWN = 500;

function made(b: Json): string {
  return new Date(b.made * 1000).toISOString().slice(0, 16).replace('T', ' ');
}

export function OrdersPage() {
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const all = useLoad<Json>((s) => get('/v1/batches', s), []);
  const take = async (file: File) => {
    setBusy(true);
    setError(null);
    try {
      const b = await upload(`/v1/batches?name=${encodeURIComponent(file.name)}`, file);
      go(`/orders/${b.id}`);
    } catch (e) {
      setError(e);
    }
    setBusy(false);
  };
  const batches: Json[] = all.value?.batches ?? [];
  return (
    <>
      <h1>Orders</h1>
      <Drop label="Table of orders" accept=".xlsx,.xlsm,.csv,.tsv,.txt,.jsonl" busy={busy} take={take}>
        <p>
          <b>Drop a table of orders here</b>, as it comes out of your system: .xlsx, .csv, .tsv or .jsonl. Titles, extra
          columns and remarks may stay; the same table comes back with the answers beside them.
        </p>
      </Drop>
      <Trouble of={error ?? all.error} />
      <h2>Earlier tables</h2>
      <Busy when={all.busy && !all.value} />
      {all.value && !batches.length ? (
        <Empty title="None yet.">
          <p>
            To try it, drop <code>data/sample/orders.csv</code>: forty lines of an invented company.
          </p>
        </Empty>
      ) : null}
      {batches.length ? (
        <Table
          label="Earlier tables"
          rows={batches}
          columns={[
            {
              head: 'Table',
              kind: 'head',
              cell: (b) => (
                <Link to={`/orders/${b.id}`}>
                  <Name>{b.name}</Name>
                </Link>
              ),
            },
            { head: 'Taken in', kind: 'tight', cell: made },
            { head: 'State', kind: 'tight', cell: (b) => <Word of={b.state} /> },
            { head: 'Stop', kind: 'number', cell: (b) => count(b.summary?.stop) },
            { head: 'Hold', kind: 'number', cell: (b) => count(b.summary?.hold) },
            { head: 'Release', kind: 'number', cell: (b) => count(b.summary?.release) },
            { head: 'Note', kind: 'wide', cell: (b) => <Name>{b.problem?.message ?? ''}</Name> },
          ]}
        />
      ) : null}
    </>
  );
}

// ---- columns ----

// What a column can be, in words; docs/orders.md says more of each.
const MEANS: Record<string, string> = {
  order_id: 'order number',
  line: 'line of the order',
  ship_date: 'ship date',
  activity: 'sale, purchase or other dealing',
  exporter: 'your own company',
  part_no: 'your part number',
  item: 'description of the goods',
  delivery: 'how software is delivered',
  eccn: 'classification (ECCN)',
  origin: 'country of origin',
  hts6: 'tariff number, six digits',
  quantity: 'quantity',
  value_usd: 'value in US dollars',
  value: 'value, in a currency of its own column',
  currency: 'currency of the value',
  from: 'country shipped from',
  to: 'country of destination',
  transit: 'countries on the way',
  end_use: 'end use',
  owners: 'owners and their shares',
  authorization_claimed: 'licence or exception claimed',
  remarks: 'remarks, kept and not read',
};
const ROLES: Record<string, string> = {
  counterparty: 'customer or supplier',
  purchaser: 'customer',
  forwarder: 'freight forwarder',
  forwarder_us: 'freight forwarder in the US',
  notify: 'party to notify',
  other_licence_recipient: 'another recipient of the licence',
};
const PARTY = /^(.+)_(name|country|address)$/;

function meaning(column: string): string {
  const party = PARTY.exec(column);
  return party ? `${ROLES[party[1]] ?? words(party[1])}: ${party[2]}` : (MEANS[column] ?? words(column));
}

function Meaning(p: { of: Json; canonical: string[]; on: (v: string) => void }) {
  const c = p.of;
  const known = [...new Set(p.canonical)];
  const options = (of: string[]) => of.map((n) => <option value={n}>{meaning(n)}</option>);
  return (
    <select
      aria-label={`What ${c.header} is`}
      class={c.column ? '' : 'unread'}
      value={c.column ?? ''}
      onChange={(e) => p.on(e.currentTarget.value)}
    >
      <option value="" disabled>
        not read
      </option>
      {c.column && !known.includes(c.column) ? options([c.column]) : null}
      <optgroup label="Parties">{options(known.filter((n) => PARTY.test(n)))}</optgroup>
      <optgroup label="Order and goods">{options(known.filter((n) => !PARTY.test(n)))}</optgroup>
    </select>
  );
}

// Parties first, then what is not read: there a wrong reading costs most.
function rank(column: Json, partyLike: string[]): number {
  if (partyLike.includes(column.header)) return 0;
  if (!column.column) return 2;
  return PARTY.test(column.column) || column.column === 'owners' ? 1 : 3;
}

const SAMPLES = 2;

function samples(rows: Json[], i: number): string[] {
  return [...new Set<string>(rows.map((r) => r.fields[i]).filter((v) => v?.trim()))].slice(0, SAMPLES);
}

// The order is the first look's: a row must not run away from the one who corrects it.
function Preview(p: { look: Json; on: (header: string, column: string) => void }) {
  const v = p.look;
  const columns: Json[] = v.mapping.columns;
  const ordered = () => {
    const ranks = columns.map((c) => rank(c, v.mapping.unread_party_like ?? []));
    return columns.map((_, i) => i).sort((a, b) => ranks[a] - ranks[b]);
  };
  const [order] = useState(ordered);
  return (
    <Table
      label="Columns and what they are"
      class="preview"
      rows={order}
      columns={[
        { head: 'Column', kind: 'head', cell: (i) => <Name most={60}>{columns[i].header}</Name> },
        {
          head: 'For instance',
          kind: 'wide',
          cell: (i) =>
            samples(v.rows, i).map((s) => (
              <div>
                <Name most={80}>{s}</Name>
              </div>
            )),
        },
        {
          head: 'What it is',
          cell: (i) => <Meaning of={columns[i]} canonical={v.canonical} on={(x) => p.on(columns[i].header, x)} />,
        },
      ]}
    />
  );
}

// Those that may name a party are warned of on their own.
function Unread(p: { mapping: Json }) {
  const warned: string[] = p.mapping.unread_party_like ?? [];
  const columns: Json[] = p.mapping.columns.filter((c: Json) => !c.column && !warned.includes(c.header));
  const names = columns.map((c) => `“${c.header}”`);
  return names.length ? (
    <>
      {' '}
      Not read: <Name most={400}>{names.join(', ')}</Name>.
    </>
  ) : null;
}

function Mapping(p: { batch: Json; onRun: () => void }) {
  const day = asOf(usePlace());
  const [maps, setMaps] = useState<Record<string, string>>({});
  const [error, setError] = useState<unknown>(null);
  const asList = () => Object.entries(maps).map(([h, c]) => `${h}=${c}`);
  const look = useLoad<Json>(() => post(`/v1/batches/${p.batch.id}/preview`, { maps: asList() }), [
    p.batch.id,
    JSON.stringify(maps),
  ]);
  const run = async () => {
    try {
      await post(`/v1/batches/${p.batch.id}/run`, { maps: asList(), ...(day ? { as_of: day } : {}) });
      p.onRun();
    } catch (e) {
      setError(e);
    }
  };
  const v = look.value;
  if (!v) return look.error ? <Trouble of={look.error} /> : <Busy when lines={6} />;
  const read = v.mapping.columns.filter((c: Json) => c.column).length;
  const bad = v.rows.filter((r: Json) => r.problem);
  return (
    <>
      <Trouble of={error ?? look.error} />
      <p>
        This is how the columns are read: {read} of {v.mapping.columns.length}.
        <Unread mapping={v.mapping} /> Correct what is wrong; it is remembered for tables with the same header.
        {v.mapping.workbook ? ` Sheet “${v.mapping.workbook.sheet}”.` : ''}
      </p>
      <Preview look={v} on={(h, c) => setMaps({ ...maps, [h]: c })} />
      {v.mapping.unread_party_like?.length ? (
        <p class="warn-text">
          Not read, but it may name a party: <Name>{v.mapping.unread_party_like.join(', ')}</Name>. Such rows are held.
        </p>
      ) : null}
      {bad.length ? (
        <ul class="warn-text">
          {bad.slice(0, 5).map((r: Json) => (
            <li>
              Line {r.line}: <Name>{r.problem?.message ?? String(r.problem)}</Name>
            </li>
          ))}
        </ul>
      ) : null}
      <p class="buttons">
        <button type="button" onClick={run} autofocus>
          Check these orders
        </button>
      </p>
    </>
  );
}

// ---- results ----

// Whom one deals with: a seller is named where one's own company buys.
const CUSTOMERS = ['seller', 'purchaser', 'counterparty', 'end_user', 'ultimate_consignee'];

function Customer(p: { of: Json }) {
  const parties: Json[] = (p.of?.facts?.parties ?? []).filter((x: Json) => x.name);
  const role = CUSTOMERS.find((c) => parties.some((x) => x.role === c));
  const party = parties.find((x) => x.role === role) ?? parties[0];
  if (!party) return <span class="dim">not named</span>;
  return (
    <>
      <Name most={80}>{party.name}</Name>{' '}
      {party.role === 'purchaser' ? null : <span class="dim small">{words(party.role)}</span>}
    </>
  );
}

function Order(p: { row: Json }) {
  const order = p.row.decision?.order;
  return (
    <>
      {order?.order_id ? <Name most={40}>{[order.order_id, order.line].filter(Boolean).join(' / ')}</Name> : null}{' '}
      <div class="dim small">line {p.row.line} of the table</div>
    </>
  );
}

// What found the best hit, where it was not its name: names then resemble each other little or not
// at all, and their score would read as no hit.
function foundBy(row: Json): string {
  const a = row.answer;
  const hits: Json[] = (row.decision?.parties ?? []).flatMap((x: Json) => x.hits ?? []);
  const best = hits.find(
    (h) => h.list === a.list && Number(h.score).toFixed(2) === a.score && a.best_hit.startsWith(h.primary || h.name),
  );
  return best?.how && best.how !== 'name' ? words(best.how) : a.score;
}

// What is to be found out, in words: behind them stands the fact's name, or whose it is.
function missing(row: Json): string[] {
  const parties: Json[] = row.decision?.facts?.parties ?? [];
  const all: string[] = (row.answer.missing ?? '').split('; ').filter(Boolean);
  return all.map((m) =>
    m.replace(/ \((?:parties\[(\d+)\])?[^()\s]*\)$/, (_, i) => (i && parties[i]?.role ? ` (${words(parties[i].role)})` : '')),
  );
}

function Missing(p: { row: Json }) {
  const all = missing(p.row);
  if (!all.length) return null;
  return (
    <details>
      <summary>missing: {all.length}</summary>
      <ul class="nearest">
        {all.map((m) => (
          <li>
            <Name>{m}</Name>
          </li>
        ))}
      </ul>
    </details>
  );
}

// Why rows could not be screened and what would help, once each, with the number of such rows.
function remedies(rows: Json[]): [string, number][] {
  const all = new Map<string, number>();
  for (const r of rows) {
    const party = (r.decision?.parties ?? []).find((x: Json) => x.verdict === 'NOT_SCREENED' && x.remedy);
    if (r.answer.verdict === 'NOT_SCREENED' && party) all.set(party.remedy, (all.get(party.remedy) ?? 0) + 1);
  }
  return [...all].sort((a, b) => b[1] - a[1]);
}

const MOST_REMEDIES = 5;

// The sentence may have said one of them already.
function Remedies(p: { rows: Json[]; said: string }) {
  const all = remedies(p.rows).filter(([says]) => !p.said.includes(says));
  if (!all.length) return null;
  return (
    <>
      <p>To do for what could not be screened:</p>
      <ul>
        {all.slice(0, MOST_REMEDIES).map(([says, n]) => (
          <li>
            <Name most={600}>{says}</Name>{' '}
            <span class="dim">
              ({count(n)} {n === 1 ? 'row' : 'rows'})
            </span>
          </li>
        ))}
      </ul>
      {all.length > MOST_REMEDIES ? <p class="dim">and {count(all.length - MOST_REMEDIES)} other reasons, each in its row</p> : null}
    </>
  );
}

function Answers(p: { rows: Json[] }) {
  return (
    <Table
      label="Answers"
      rows={p.rows.slice(0, SHOWN)}
      columns={[
        { head: 'Order', kind: 'head', cell: (r) => <Order row={r} /> },
        { head: 'Customer', cell: (r) => <Customer of={r.decision} /> },
        {
          head: 'To do',
          kind: 'tight',
          cell: (r) => (
            <>
              <Word of={r.answer.disposition} />
              <div class="dim small">
                {words(r.answer.verdict)}
                <br />
                {words(r.answer.status)}
              </div>
            </>
          ),
        },
        {
          head: 'Best hit',
          cell: (r) =>
            r.answer.best_hit ? (
              <>
                <Name>{r.answer.best_hit}</Name> <ListBadge of={r.answer.list} />{' '}
                <span class="dim">{foundBy(r)}</span>
              </>
            ) : (
              <span class="dim">none</span>
            ),
        },
        { head: 'Why', kind: 'wide', cell: (r) => <Name most={900}>{r.answer.reason}</Name> },
        {
          head: 'Next step',
          kind: 'wide',
          cell: (r) => (
            <>
              <Name>{r.answer.next_step}</Name>{' '}
              {r.answer.decision_id ? <Link to={`/decisions/${r.answer.decision_id}`}>decision</Link> : null}
              <Missing row={r} />
            </>
          ),
        },
      ]}
    />
  );
}

function Results(p: { batch: Json }) {
  const want = usePlace().params.get('show') ?? '';
  const rows = useLoad<Json[]>(
    async () =>
      (await getText(`/v1/batches/${p.batch.id}/files/rows.jsonl`))
        .split('\n')
        .filter(Boolean)
        .map((l) => JSON.parse(l)),
    [p.batch.id],
  );
  const s = p.batch.summary;
  const shown = (rows.value ?? []).filter((r) => !want || r.answer.disposition === want);
  const answered = p.batch.files.find((f: string) => f.startsWith('answered'));
  return (
    <>
      <p class="lead">{s.sentence}</p>
      <Remedies rows={rows.value ?? []} said={s.sentence} />
      <Parts
        label="Rows by what to do with them"
        of={[
          { name: 'Stop', n: s.stop, tone: 'bad' },
          { name: 'Hold', n: s.hold, tone: 'warn' },
          { name: 'Release', n: s.release, tone: 'good' },
        ]}
      />
      <p class="buttons">
        {p.batch.files
          .filter((f: string) => f !== 'rows.jsonl')
          .map((f: string) => (
            <button
              type="button"
              class={f === answered ? '' : 'quiet'}
              onClick={() => download(`/v1/batches/${p.batch.id}/files/${f}`, f)}
            >
              Download {f}
            </button>
          ))}
      </p>
      <Trouble of={rows.error} />
      <Busy when={rows.busy && !rows.value} />
      <Choose
        label="Show"
        name="show"
        value={want}
        on={(v) => setParams({ show: v })}
        of={[
          { value: '', label: 'all', n: s.rows },
          { value: 'STOP', label: <Word of="STOP" />, n: s.stop },
          { value: 'HOLD', label: <Word of="HOLD" />, n: s.hold },
          { value: 'RELEASE', label: <Word of="RELEASE" />, n: s.release },
        ]}
      />
      {rows.value && !shown.length ? <Empty title="No row is so." /> : null}
      {shown.length ? <Answers rows={shown} /> : null}
      {shown.length > SHOWN ? (
        <p class="dim">
          The first {SHOWN} of {count(shown.length)}; all are in the download.
        </p>
      ) : null}
    </>
  );
}

export function BatchPage(p: { id: string }) {
  const state = useLoad<Json>((s) => get(`/v1/batches/${encodeURIComponent(p.id)}`, s), [p.id]);
  const b = state.value;
  const running = b && (b.state === 'queued' || b.state === 'running');
  useEffect(() => {
    if (!running) return;
    const t = setTimeout(state.again, 400);
    return () => clearTimeout(t);
  }, [b]);
  if (!b) return state.error ? <Trouble of={state.error} /> : <Busy when lines={6} />;
  return (
    <>
      <p class="crumb">
        <Link to="/orders">Orders</Link>
      </p>
      <h1>
        <Name>{b.name}</Name>
      </h1>
      {b.state === 'waiting_for_columns' || b.state === 'failed' ? (
        <>
          {b.problem ? (
            <Trouble of={new Problem(0, b.problem.message, b.problem.remedy)} />
          ) : null}
          <Mapping batch={b} onRun={state.again} />
        </>
      ) : null}
      {running ? (
        <div class="card" role="status">
          <p>
            <b>Checking.</b> {count(b.rows_done ?? 0)} of about {count(b.rows_total || 0)} rows. You may leave this page; it
            goes on.
          </p>
          <progress max={b.rows_total || 1} value={b.rows_done || 0} aria-label="Rows decided" />
        </div>
      ) : null}
      {b.state === 'done' ? <Results batch={b} /> : null}
    </>
  );
}
