/** What a family's origin makes likely: how many there are, what they answer about race and language, and their given names. */
import type { Origin } from './family-names.ts'

export type Race = 'White' | 'Black' | 'Asian' | 'Native' | 'Pacific' | 'Other'

export type OriginTraits = Readonly<{
  /** Share of the patients, in thousandths. */
  weight: number
  race: Race
  hispanic: boolean
  /** BCP 47 tag, and how many of the adults would rather speak it. */
  language: string
  speak: number
  /** How many have a given name of the same origin: of the old, and of those born lately. */
  ownGiven: readonly [old: number, young: number]
}>

const row = (
  weight: number,
  race: Race,
  language: string,
  speak: number,
  old: number,
  young: number,
  hispanic = false,
): OriginTraits => ({ weight, race, hispanic, language, speak, ownGiven: [old, young] })

export const origins: Readonly<Record<Origin, OriginTraits>> = {
  english: row(262, 'White', 'en', 0, 0, 0),
  irish: row(108, 'White', 'en', 0, 0.12, 0.08),
  italian: row(76, 'White', 'it', 0.05, 0.4, 0.12),
  french: row(48, 'White', 'fr', 0.02, 0.3, 0.03),
  hispanic: row(150, 'Other', 'es', 0.5, 0.95, 0.65, true),
  portuguese: row(42, 'White', 'pt', 0.45, 0.9, 0.55),
  capeVerdean: row(8, 'Black', 'kea', 0.25, 0.85, 0.5),
  haitian: row(18, 'Black', 'ht', 0.5, 0.95, 0.45),
  africanAmerican: row(34, 'Black', 'en', 0, 0.4, 0.5),
  westAfrican: row(10, 'Black', 'en', 0, 0.9, 0.6),
  eastAfrican: row(6, 'Black', 'sw', 0.3, 0.9, 0.6),
  somali: row(4, 'Black', 'so', 0.6, 1, 0.95),
  ethiopian: row(3, 'Black', 'am', 0.5, 1, 0.75),
  vietnamese: row(14, 'Asian', 'vi', 0.5, 0.95, 0.45),
  khmer: row(16, 'Asian', 'km', 0.45, 0.95, 0.35),
  chinese: row(20, 'Asian', 'zh', 0.45, 0.85, 0.35),
  korean: row(7, 'Asian', 'ko', 0.4, 0.85, 0.35),
  japanese: row(3, 'Asian', 'ja', 0.3, 0.9, 0.6),
  southAsian: row(24, 'Asian', 'hi', 0.15, 1, 0.85),
  pakistani: row(9, 'Asian', 'ur', 0.4, 1, 0.95),
  nepali: row(4, 'Asian', 'ne', 0.55, 1, 0.85),
  arabic: row(13, 'White', 'ar', 0.4, 0.95, 0.75),
  persian: row(6, 'White', 'fa', 0.5, 0.95, 0.7),
  armenian: row(9, 'White', 'hy', 0.3, 0.6, 0.35),
  greek: row(16, 'White', 'el', 0.15, 0.6, 0.3),
  albanian: row(9, 'White', 'sq', 0.5, 0.95, 0.5),
  polish: row(26, 'White', 'pl', 0.12, 0.35, 0.06),
  slavic: row(18, 'White', 'ru', 0.5, 0.9, 0.45),
  jewish: row(18, 'White', 'en', 0, 0.35, 0.35),
  german: row(24, 'White', 'en', 0, 0.25, 0.12),
  filipino: row(6, 'Asian', 'tl', 0.25, 0.9, 0.5),
  thaiLao: row(4, 'Asian', 'lo', 0.45, 0.95, 0.4),
  pacific: row(2, 'Pacific', 'en', 0, 0.85, 0.7),
  native: row(4, 'Native', 'en', 0, 0.35, 0.25),
}

export const languageNames: Readonly<Record<string, string>> = {
  en: 'English',
  it: 'Italian',
  fr: 'French',
  es: 'Spanish',
  pt: 'Portuguese',
  kea: 'Cape Verdean Creole',
  ht: 'Haitian Creole',
  sw: 'Swahili',
  so: 'Somali',
  am: 'Amharic',
  vi: 'Vietnamese',
  km: 'Khmer',
  zh: 'Chinese',
  ko: 'Korean',
  ja: 'Japanese',
  hi: 'Hindi',
  ur: 'Urdu',
  ne: 'Nepali',
  ar: 'Arabic',
  fa: 'Persian',
  hy: 'Armenian',
  el: 'Greek',
  sq: 'Albanian',
  pl: 'Polish',
  ru: 'Russian',
  tl: 'Tagalog',
  lo: 'Lao',
  ase: 'American Sign Language',
}

/** OMB categories as US Core writes them (CDC Race and Ethnicity code system). */
export const raceCodes: Readonly<Record<Exclude<Race, 'Other'>, readonly [code: string, display: string]>> = {
  White: ['2106-3', 'White'],
  Black: ['2054-5', 'Black or African American'],
  Asian: ['2028-9', 'Asian'],
  Native: ['1002-5', 'American Indian or Alaska Native'],
  Pacific: ['2076-8', 'Native Hawaiian or Other Pacific Islander'],
}
