import type { Reader } from '../store/reader.ts'

export const carePlansOf = (read: Reader, patientId: string) =>
  read.all((sql) =>
    sql
      .selectFrom('carePlans')
      .select(['id', 'patientId', 'title', 'status', 'startsAt', 'endsAt', 'activities', 'addresses'])
      .where('patientId', '=', patientId)
      .orderBy('startsAt', 'desc'),
  )

export const goalsOf = (read: Reader, patientId: string) =>
  read.all((sql) =>
    sql
      .selectFrom('goals')
      .select(['id', 'patientId', 'description', 'status', 'achievement', 'startsAt', 'dueOn'])
      .where('patientId', '=', patientId)
      .orderBy('startsAt', 'desc'),
  )

/** Members that are named by reference only get their names from the directory. */
export const careTeamsOf = (read: Reader, patientId: string) =>
  read
    .all((sql) =>
      sql
        .selectFrom('careTeams')
        .select(['id', 'patientId', 'name', 'status', 'startsAt', 'endsAt', 'members'])
        .where('patientId', '=', patientId)
        .orderBy('startsAt', 'desc'),
    )
    .map((team) => ({
      ...team,
      members: team.members.map((member) => ({
        ...member,
        name: member.name || nameOfPractitioner(read, member.practitionerId),
      })),
    }))

const nameOfPractitioner = (read: Reader, id: string | null): string =>
  (id !== null &&
    read.first((sql) => sql.selectFrom('practitioners').select('name').where('id', '=', id))?.name) ||
  ''
