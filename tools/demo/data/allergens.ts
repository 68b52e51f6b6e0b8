/**
 * What people do not tolerate: name | code system and code where known for sure | category | kind | how common | reactions and how bad they are.
 * r: RxNorm, s: SNOMED CT.
 */
const table = `
Penicillin G | r 7980 | medication | allergy | 20 | Hives moderate; Rash mild; Anaphylaxis severe
Amoxicillin | r 723 | medication | allergy | 12 | Rash mild; Hives moderate; Diarrhea mild
Sulfa (sulfamethoxazole) | r 10180 | medication | allergy | 14 | Rash moderate; Hives moderate; Fever moderate
Codeine | r 2670 | medication | intolerance | 9 | Nausea moderate; Vomiting moderate; Itching mild
Morphine | r 7052 | medication | intolerance | 4 | Itching moderate; Nausea moderate
Aspirin | r 1191 | medication | allergy | 5 | Wheezing severe; Hives moderate
Ibuprofen | r 5640 | medication | intolerance | 5 | Abdominal pain moderate; Facial swelling severe
Lisinopril | r 29046 | medication | intolerance | 6 | Cough moderate; Swelling of lips and tongue severe
Atorvastatin | r 83367 | medication | intolerance | 4 | Muscle pain moderate
Azithromycin | r 18631 | medication | allergy | 3 | Rash mild
Ciprofloxacin | r 2551 | medication | intolerance | 3 | Tendon pain moderate
Cephalexin | r 2231 | medication | allergy | 3 | Hives moderate
Doxycycline | r 3640 | medication | intolerance | 2 | Vomiting moderate; Sunburn mild
Iodinated contrast media | - | medication | allergy | 3 | Hives moderate; Shortness of breath severe
Metformin | r 6809 | medication | intolerance | 2 | Diarrhea moderate
Prednisone | r 8640 | medication | intolerance | 1 | Agitation moderate
Influenza vaccine | - | biologic | intolerance | 1 | Sore arm mild
Peanut | s 762952008 | food | allergy | 9 | Anaphylaxis severe; Hives moderate
Tree nuts | - | food | allergy | 5 | Anaphylaxis severe; Swelling of lips and tongue severe
Shellfish | - | food | allergy | 8 | Hives moderate; Anaphylaxis severe; Vomiting moderate
Cow's milk | s 3718001 | food | intolerance | 5 | Diarrhea mild; Abdominal pain mild
Egg | s 102263004 | food | allergy | 4 | Hives moderate
Wheat | - | food | intolerance | 2 | Abdominal pain mild
Sesame | - | food | allergy | 2 | Hives moderate
Strawberry | - | food | allergy | 1 | Rash mild
Bee venom | s 288328004 | environment | allergy | 5 | Anaphylaxis severe; Local swelling moderate
Latex | s 111088007 | environment | allergy | 5 | Contact rash moderate; Itching mild
Cat dander | s 260152009 | environment | allergy | 7 | Sneezing mild; Wheezing moderate
Grass pollen | s 256277009 | environment | allergy | 7 | Sneezing mild; Itchy eyes mild
Tree pollen | - | environment | allergy | 5 | Itchy eyes mild; Sneezing mild
House dust mite | - | environment | allergy | 5 | Sneezing mild; Nasal congestion mild
Adhesive tape | - | environment | intolerance | 3 | Contact rash mild
Nickel | - | environment | allergy | 3 | Contact rash mild
`

export type Allergen = Readonly<{
  name: string
  code: readonly [system: 'rxnorm' | 'snomed', code: string] | null
  category: 'medication' | 'food' | 'environment' | 'biologic'
  kind: 'allergy' | 'intolerance'
  weight: number
  reactions: readonly (readonly [manifestation: string, severity: 'mild' | 'moderate' | 'severe'])[]
}>

const categories = ['medication', 'food', 'environment', 'biologic'] as const
const severities = ['mild', 'moderate', 'severe'] as const

export const allergens: readonly Allergen[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', code = '-', category = '', kind = '', weight = '', reactions = ''] = line
      .split('|')
      .map((cell) => cell.trim())
    const [system, value] = code.split(' ')
    return {
      name,
      code: value === undefined ? null : ([system === 'r' ? 'rxnorm' : 'snomed', value] as const),
      category: categories.find((each) => each === category) ?? 'medication',
      kind: kind === 'intolerance' ? 'intolerance' : 'allergy',
      weight: Number(weight),
      reactions: reactions.split(';').map((reaction) => {
        const words = reaction.trim().split(' ')
        const last = words.pop()
        return [words.join(' '), severities.find((each) => each === last) ?? 'moderate'] as const
      }),
    }
  })

/** SNOMED CT codes of reactions, those known for sure. */
export const reactionCodes: Readonly<Record<string, string>> = {
  Anaphylaxis: '39579001',
  Rash: '271807003',
  Hives: '126485001',
  Itching: '418290006',
  Nausea: '422587007',
  Vomiting: '422400008',
  Diarrhea: '62315008',
  Cough: '49727002',
  Wheezing: '56018004',
  'Shortness of breath': '267036007',
  'Abdominal pain': '21522001',
  Sneezing: '76067001',
}
