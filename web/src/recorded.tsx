// What a record of an order or a determination says of the law: what was stated, what is needed and
// why, what is missing, and every step. The page that asks shows more: there the answer is worded.
import type { Json } from './api';
import { Part, Step } from './determine';
import { Name, Paragraph, words } from './text';

// Facts of a record as paths and values: item.eccn, 5A002. The parties have parts of their own.
function stated(of: Json, under = ''): [string, string][] {
  return Object.entries(of ?? {}).flatMap(([k, v]): [string, string][] => {
    const path = under ? `${under}.${k}` : k;
    if (v == null || path === 'parties') return [];
    if (typeof v !== 'object') return [[path, String(v)]];
    if (Array.isArray(v) && v.every((x) => typeof x !== 'object')) return [[path, v.join(', ')]];
    return stated(v, path);
  });
}

function Facts(p: { of: Json }) {
  const all = stated(p.of);
  if (!all.length) return null;
  return (
    <section>
      <h2>Facts stated</h2>
      <dl class="facts">
        {all.slice(0, 200).map(([path, value]) => (
          <>
            <dt>
              <Name most={120}>{path}</Name>
            </dt>
            <dd>
              <Name>{value}</Name>
            </dd>
          </>
        ))}
      </dl>
    </section>
  );
}

function Line(p: { head: string; of?: string }) {
  if (!p.of) return null;
  return (
    <>
      <dt>{p.head}</dt>
      <dd>
        <Name most={1000}>{p.of}</Name>
      </dd>
    </>
  );
}

// What decided it: no sentence is kept in a record, only what each requirement rests on.
function whyOf(d: Json): string {
  const all: Json[] = d.requirements ?? [];
  const applies = all.filter((r) => r.state === 'applies');
  const of = (applies.length ? applies : all).map((r) => `${r.source}: ${r.why}`);
  return [...new Set(of)].slice(0, 3).join('; ');
}

// In short, for the card on top.
export function Law(p: { of?: Json }) {
  const d = p.of;
  if (!d) return null;
  return (
    <>
      <dt>Law</dt>
      <dd>
        {words(d.status)}
        {d.policy ? `, ${words(d.policy)}` : ''}
        {(d.basis ?? []).map((b: string) => (
          <>
            {' · '}
            <Paragraph cite={b} />
          </>
        ))}
      </dd>
      <Line head="Why" of={whyOf(d)} />
      <Line head="Not subject" of={d.not_subject} />
      <Line head="Conditions" of={d.policy_conditions?.join('; ')} />
      <Line head="Not known" of={d.missing?.join(', ')} />
    </>
  );
}

function Requirement(p: { of: Json }) {
  const r = p.of;
  const about = [r.source, r.citation, r.policy && words(r.policy), r.from && `from ${r.from}`];
  return (
    <>
      <Paragraph cite={r.rule} /> {words(r.state)}: <Name>{r.why}</Name>
      <div class="dim small">
        <Name>{about.filter(Boolean).join(' · ')}</Name>
      </div>
    </>
  );
}

export function Recorded(p: { facts?: Json; of?: Json }) {
  const d = p.of;
  return (
    <>
      <Facts of={p.facts} />
      <Part title="Requirements" of={d?.requirements} line={(r) => <Requirement of={r} />} />
      <Part
        title="It may be otherwise"
        of={d?.alternatives}
        line={(x) => (
          <>
            If <Name>{x.if}</Name>: <b>{words(x.status ?? '')}</b>
            {x.policy ? `, ${words(x.policy)}` : ''}
          </>
        )}
      />
      <Part title="Licence exceptions to look at" of={d?.exceptions} line={(x) => <Name>{String(x)}</Name>} />
      <Part title="To do" of={d?.obligations} line={(x) => words(String(x))} />
      <Part title="Other agencies" of={d?.other} line={(x) => words(String(x))} />
      {d?.trace?.length ? (
        <section>
          <h2>Every step</h2>
          <ol class="steps">
            {d.trace.map((s: Json) => (
              <Step step={s} />
            ))}
          </ol>
        </section>
      ) : null}
    </>
  );
}
