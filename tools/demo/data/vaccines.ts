/** Vaccines (CVX) and when they are given, after the usual United States schedule. */

const vaccineTable = `
hepb     | Hepatitis B, adolescent or pediatric | 08 | Merck | IM | 0.5
rota     | Rotavirus, pentavalent | 116 | Merck | PO | 2
dtap     | DTaP | 20 | Sanofi Pasteur | IM | 0.5
pentacel | DTaP-Hib-IPV | 120 | Sanofi Pasteur | IM | 0.5
dtapipv  | DTaP-IPV | 130 | GlaxoSmithKline | IM | 0.5
hib      | Hib (PRP-OMP) | 49 | Merck | IM | 0.5
ipv      | Polio, inactivated | 10 | Sanofi Pasteur | IM | 0.5
pcv13    | Pneumococcal conjugate PCV 13 | 133 | Pfizer | IM | 0.5
pcv20    | Pneumococcal conjugate PCV 20 | 216 | Pfizer | IM | 0.5
ppsv     | Pneumococcal polysaccharide PPSV 23 | 33 | Merck | IM | 0.5
mmr      | MMR | 03 | Merck | SC | 0.5
varicella | Varicella | 21 | Merck | SC | 0.5
mmrv     | MMRV | 94 | Merck | SC | 0.5
hepa     | Hepatitis A, pediatric/adolescent, 2 dose | 83 | GlaxoSmithKline | IM | 0.5
tdap     | Tdap | 115 | GlaxoSmithKline | IM | 0.5
td       | Td (adult), preservative free | 113 | Sanofi Pasteur | IM | 0.5
hpv      | HPV, 9-valent | 165 | Merck | IM | 0.5
menacwy  | Meningococcal MCV4O | 136 | GlaxoSmithKline | IM | 0.5
menb     | Meningococcal B, OMV | 163 | GlaxoSmithKline | IM | 0.5
flu      | Influenza, injectable, quadrivalent, preservative free | 150 | Sanofi Pasteur | IM | 0.5
flu3     | Influenza, seasonal, injectable, preservative free | 140 | Sanofi Pasteur | IM | 0.5
fluhigh  | Influenza, high dose seasonal, quadrivalent | 197 | Sanofi Pasteur | IM | 0.7
covid    | COVID-19, mRNA, LNP-S, PF, 30 mcg/0.3 mL dose | 208 | Pfizer | IM | 0.3
covidm   | COVID-19, mRNA, LNP-S, PF, 100 mcg/0.5 mL dose | 207 | Moderna | IM | 0.5
covid24  | COVID-19, mRNA, LNP-S, PF, tris-sucrose, 30 mcg/0.3 mL | 309 | Pfizer | IM | 0.3
shingrix | Zoster recombinant | 187 | GlaxoSmithKline | IM | 0.5
rsv      | RSV, recombinant, protein subunit RSVpreF, adjuvant reconstituted | 303 | GlaxoSmithKline | IM | 0.5
nirsevimab | RSV, monoclonal antibody, nirsevimab-alip, 0.5 mL | 306 | Sanofi Pasteur | IM | 0.5
hepbadult | Hepatitis B, adult | 43 | Merck | IM | 1
`

export type Vaccine = Readonly<{
  key: string
  name: string
  cvx: string
  maker: string
  route: string
  milliliters: number
}>

export const vaccines: ReadonlyMap<string, Vaccine> = new Map(
  vaccineTable
    .trim()
    .split('\n')
    .map((line): [string, Vaccine] => {
      const [key = '', name = '', cvx = '', maker = '', route = '', milliliters] = line
        .split('|')
        .map((cell) => cell.trim())
      return [key, { key, name, cvx, maker, route, milliliters: Number(milliliters) }]
    }),
)

/** Age in months and what is due then. */
export const childSchedule: readonly (readonly [months: number, vaccines: readonly string[]])[] = [
  [0, ['hepb']],
  [2, ['pentacel', 'hepb', 'rota', 'pcv13']],
  [4, ['pentacel', 'rota', 'pcv13']],
  [6, ['pentacel', 'hepb', 'rota', 'pcv13']],
  [12, ['mmr', 'varicella', 'hepa', 'pcv13']],
  [15, ['hib', 'dtap']],
  [18, ['hepa']],
  [48, ['dtapipv', 'mmrv']],
  [132, ['tdap', 'menacwy', 'hpv']],
  [138, ['hpv']],
  [192, ['menacwy', 'menb']],
]
