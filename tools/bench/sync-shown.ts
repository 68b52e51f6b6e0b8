/** How soon what is done at one workstation is there at another: the whole way, both signed in. */
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createPractice } from '../../shared/access/create-practice.ts'
import { joinPractice } from '../../shared/access/join-practice.ts'
import { connectCloud } from '../../shared/cloud/connect-cloud.ts'
import { makeEnrolmentCode } from '../../shared/cloud/make-enrolment-code.ts'
import { editPatient } from '../../shared/patients/edit-patient.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { writeEnrolmentCode } from '../../shared/sync/enrol.ts'
import { pinOf } from '../../src-cloud/http/certificates.ts'
import { makePracticeCode } from '../../src-cloud/postgres/enrolment.ts'
import { upToDate } from '../kit/up-to-date.ts'
import { openWorkstation, owner, type Workstation } from '../kit/workstation.ts'
import type { BenchCloud } from './sync-cloud.ts'

const newPassword = () => `bench ${randomBytes(12).toString('hex')}`
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Milliseconds from the command at one workstation until the other can answer with it, edit by edit. */
export async function shownAfter(cloud: BenchCloud, folder: string, edits: number): Promise<number[]> {
  const folders = [join(folder, 'shown-1'), join(folder, 'shown-2')] as const
  const [one, two] = [
    await openWorkstation({ profile: folders[0], keepTold: false }),
    await openWorkstation({ profile: folders[1], keepTold: false }),
  ]
  try {
    const password = newPassword()
    await one.call(createPractice, { ...owner, password })
    const { secret } = await makePracticeCode(cloud.pool)
    const address = `127.0.0.1:${cloud.port}`
    await one.call(connectCloud, { address, code: writeEnrolmentCode(secret, pinOf(cloud.ca)) })
    await upToDate(one)
    const { patientId } = await one.call(registerPatient, registerPatient.example)
    await upToDate(one)
    const { code } = await one.call(makeEnrolmentCode, {})
    await two.call(joinPractice, { address, code, password })
    await upToDate(two)
    const times: number[] = []
    for (let n = 1; n <= edits; n += 1) {
      times.push(await oneEdit(one, two, patientId, `Name ${n}`))
      // nobody types to the beat of the cloud's watch
      await pause(50 + Math.random() * 700)
    }
    return times
  } finally {
    one.close()
    two.close()
    for (const each of folders) rmSync(each, { recursive: true, force: true })
  }
}

async function oneEdit(one: Workstation, two: Workstation, patientId: string, name: string): Promise<number> {
  const { patient, version } = await one.call(getPatient, { patientId })
  const demographics = { ...registerPatient.example.demographics, preferredName: name }
  const seen = Promise.withResolvers<number>()
  const deaf = two.listen((event) => {
    if (event !== 'changed') return
    void two.call(getPatient, { patientId }).then(({ patient: there }) => {
      if (there.preferredName === name) seen.resolve(performance.now())
    }, seen.reject)
  })
  const start = performance.now()
  await one.call(editPatient, {
    patientId,
    version,
    demographics,
    active: patient.active,
    deceased: false,
    deceasedOn: null,
    coverages: [],
  })
  const end = await seen.promise
  deaf()
  return end - start
}
