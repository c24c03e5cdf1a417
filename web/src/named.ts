// What people call the lists: their codes and the ids of their sources say nothing to whoever has not
// met them.
import rules from '../../data/rules/lists.txt?raw';

// "EL | Entity List | US Bureau of Industry and Security | ..."
const CODES = new Map(
  rules
    .split('\n')
    .filter((l) => /^[A-Z0-9]/.test(l))
    .map((l) => l.split('|').map((s) => s.trim()))
    .map(([code, name]): [string, string] => [code, name]),
);

// As in src/source.
const SOURCES: Record<string, string> = {
  au_dfat: 'Australian sanctions: the Consolidated List',
  ca_sema: 'Canadian autonomous sanctions',
  ch_seco: 'Swiss sanctions (SECO)',
  cn_mofcom: 'China: unreliable entities and export control lists (MOFCOM)',
  eu_fsf: 'EU consolidated financial sanctions',
  ftm: 'FollowTheMoney entities (OpenSanctions)',
  jp_meti: 'Japan: Foreign End User List (METI)',
  own: 'Own list',
  uk_ofsi: 'UK OFSI Consolidated List (closed 2026-01-28)',
  uk_sl: 'UK Sanctions List',
  un: 'UN Security Council Consolidated List',
  us_bis_dpl: 'US Denied Persons List',
  us_bis_el: 'US Entity List',
  us_bis_meu: 'US Military End-User List',
  us_bis_uvl: 'US Unverified List',
  us_csl: 'US Consolidated Screening List',
  us_ddtc: 'AECA debarred parties',
  us_dod_1260h: 'US: Chinese military companies (Section 1260H)',
  us_isn: 'US: nonproliferation sanctions (State, ISN)',
  us_ofac_cons: 'OFAC consolidated list of the others',
  us_ofac_sdn: 'OFAC Specially Designated Nationals',
  us_uflpa: 'US: UFLPA Entity List',
};

// Undefined: a code of the user's own, or of a newer licet.
export function listName(code: string): string | undefined {
  return CODES.get(code) ?? SOURCES[code];
}
