/** FHIR R4 DiagnosticReport as a report. */
import type { DiagnosticReport } from '@medplum/fhirtypes'
import type { reports } from '../charting/report.ts'
import type { RowOf } from '../kernel/record.ts'
import { loinc, type Mapping } from './mapping.ts'
import { moment, startOf } from './read-date.ts'
import { concept, conceptTexts, list, text } from './read-element.ts'
import { Refused } from './refusal.ts'

export function mapDiagnosticReport(
  report: DiagnosticReport,
  { id, patientId, refs }: Mapping,
): RowOf<typeof reports> {
  if (report.code === undefined) throw new Refused('element.missing', 'code')
  const test = concept(report.code, 'code', [loinc])
  const who =
    list(report.performer, 'performer')[0] ?? list(report.resultsInterpreter, 'resultsInterpreter')[0]
  return {
    id,
    patientId,
    name: test.text || 'Unspecified report',
    codeSystem: test.system,
    code: test.code,
    category: conceptTexts(report.category, 'category').join(', '),
    status: text(report.status, 'status') || 'unknown',
    takenAt:
      moment(report.effectiveDateTime, 'effectiveDateTime') ??
      startOf(report.effectivePeriod, 'effectivePeriod'),
    issuedAt: moment(report.issued, 'issued'),
    resultIds: list(report.result, 'result').flatMap(
      (result, index) => refs.id(result, `result[${index}]`, ['Observation']) ?? [],
    ),
    conclusion: [
      text(report.conclusion, 'conclusion'),
      ...conceptTexts(report.conclusionCode, 'conclusionCode'),
    ]
      .filter(Boolean)
      .join('\n'),
    performer: refs.name(who, 'performer[0]', 'Organization', 'performer', 300),
    encounterId: refs.id(report.encounter, 'encounter', ['Encounter'], 'encounterId'),
    attachments: list(report.presentedForm, 'presentedForm').length,
  }
}
