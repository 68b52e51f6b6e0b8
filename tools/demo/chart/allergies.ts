/** What the patient does not tolerate, from a stream of its own: the short demo has the first of the same ones. */
import type { AllergyIntolerance } from '@medplum/fhirtypes'
import { allergens, reactionCodes, type Allergen } from '../data/allergens.ts'
import { iso, yearsBetween, type Day } from '../days.ts'
import { coding, conceptOf, hl7Concept, systems } from '../fhir.ts'
import type { Person } from '../person.ts'
import { Random } from '../random.ts'

const clinical = (code: string) => hl7Concept('allergyintolerance-clinical', code)
const verified = (code: string) => hl7Concept('allergyintolerance-verification', code)

function drawAllergens(random: Random, person: Person, age: number): Allergen[] {
  const count = person.marks.has('many-allergies')
    ? random.int(11, 19)
    : Number(random.weighted({ '0': age < 12 ? 82 : 58, '1': 22, '2': 11, '3': 6, '4': 3 }))
  const chosen = new Set<Allergen>()
  const total = allergens.reduce((sum, each) => sum + each.weight, 0)
  while (chosen.size < count) {
    let at = random.unit() * total
    const found = allergens.find((each) => (at -= each.weight) < 0)
    if (found && !(age < 12 && found.category === 'medication' && found.weight < 10)) chosen.add(found)
  }
  return [...chosen]
}

/** `most` limits the list; nothing recorded is as common as "no known allergies". */
export function allergyResources(
  seed: string,
  person: Person,
  today: Day,
  recorder: AllergyIntolerance['recorder'],
  most: number,
): AllergyIntolerance[] {
  const random = new Random(seed, 'allergies', person.number)
  const age = yearsBetween(person.born, today)
  const end = Math.min(today, person.died ?? today) - 1
  const chosen = drawAllergens(random, person, age).slice(0, most)
  const patient = { reference: `Patient/${person.id}` }
  const told = (days: number) => iso(Math.max(person.born, end - days))
  if (chosen.length === 0) {
    if (!random.chance(age < 1 ? 0.3 : 0.72)) return []
    return [
      {
        resourceType: 'AllergyIntolerance',
        id: random.uuid(),
        clinicalStatus: clinical('active'),
        verificationStatus: verified('confirmed'),
        code: conceptOf('No known allergies', coding(systems.snomed, '716186003', 'No known allergy')),
        patient,
        recordedDate: told(random.int(1, 700)),
        ...(recorder && { recorder }),
      },
    ]
  }
  return chosen.map((each) => allergy(random, person, each, patient, told, age, recorder))
}

function allergy(
  random: Random,
  person: Person,
  each: Allergen,
  patient: AllergyIntolerance['patient'],
  told: (days: number) => string,
  age: number,
  recorder: AllergyIntolerance['recorder'],
): AllergyIntolerance {
  const [manifestation, severity] = random.pick(each.reactions)
  const outgrown = each.category === 'food' && age > 12 && random.chance(0.2)
  const wrong = random.chance(0.015)
  const ago = random.int(30, Math.max(40, Math.min(9000, Math.floor(age * 330))))
  const onset = told(ago)
  const second = random.chance(0.2) ? each.reactions.find(([words]) => words !== manifestation) : undefined
  const symptom = reactionCodes[manifestation]
  const all = second ? [[manifestation, severity] as const, second] : [[manifestation, severity] as const]
  return {
    resourceType: 'AllergyIntolerance',
    id: random.uuid(),
    ...(!wrong && {
      clinicalStatus: clinical(outgrown ? 'resolved' : random.chance(0.04) ? 'inactive' : 'active'),
    }),
    verificationStatus: verified(
      wrong ? 'entered-in-error' : random.chance(0.2) ? 'unconfirmed' : 'confirmed',
    ),
    type: each.kind,
    category: [each.category],
    criticality: severity === 'severe' ? 'high' : random.chance(0.15) ? 'unable-to-assess' : 'low',
    code: conceptOf(
      each.name,
      each.code === null ? null : coding(systems[each.code[0]], each.code[1], each.name),
    ),
    patient,
    ...(random.chance(0.7) && { onsetDateTime: ago > 1500 ? onset.slice(0, 4) : onset.slice(0, 7) }),
    recordedDate: told(Math.min(ago, random.int(1, 900))),
    ...(recorder && { recorder }),
    ...(random.chance(0.88) && {
      reaction: all.map(([words, how]) => ({
        manifestation: [
          conceptOf(
            words,
            symptom === undefined || words !== manifestation ? null : coding(systems.snomed, symptom, words),
          ),
        ],
        severity: how,
      })),
    }),
    ...(random.chance(0.06) && { note: [{ text: random.pick(notes) }] }),
    ...(person.marks.has('many-allergies') &&
      random.chance(0.1) && {
        note: [
          {
            text: 'Reported by the patient; not observed here. Consider allergy testing before removing from the list.',
          },
        ],
      }),
  }
}

const notes = [
  'Happened in childhood; details from the mother.',
  'Tolerated cephalosporins since.',
  'Epinephrine prescribed; school form on file.',
  'Delabeling discussed, patient prefers to keep it on the list.',
] as const
