import { Kbd, Modal, Table } from '@mantine/core'

const shortcuts: readonly (readonly [keys: string, what: string])[] = [
  ['Ctrl K', 'Find a patient or a command'],
  ['Ctrl L', 'Lock the workstation'],
  ['Alt Y', 'Today: who is expected and who is here'],
  ['Alt P', 'Patients'],
  ['Alt S', 'Schedule'],
  ['Alt N', 'Register a patient'],
  ['Alt B', 'Book a visit'],
  ['Alt C', 'Cloud, and times without it'],
  ['Alt A', 'What needs a person'],
  ['Alt I', 'Import records'],
  ['Alt U', 'Administration: people and access levels'],
  ['Alt L', 'Audit log: who did what, and who saw a chart'],
  ['K  C  E', 'Keep, change, end: in an access review'],
  ['Alt 1 … 9', 'Section of the chart'],
  ['Alt [  Alt ]', 'Previous, next open chart'],
  ['Alt W', 'Close the chart'],
  ['Alt D', 'Add a document, in the documents of a chart'],
  ['K', 'Kind of data, on an entry of a chart'],
  ['C A R P O L X', 'Confirmed, arrived, room, with provider, check-out, left, no-show: today'],
  ['T  [  ]', 'Schedule: today, back, on'],
  ['D  W  O', 'Schedule: day, week, month'],
  ['Arrows', 'Schedule: from appointment to appointment, over the free times'],
  ['Enter', 'Schedule: open what is marked, or book there'],
  ['N  F', 'Schedule: book at the marked time, find a slot'],
  ['M arrows Enter', 'Schedule: move an appointment'],
  ['Shift ↑ ↓', 'Schedule: shorter, longer'],
  ['Ctrl X  Ctrl V', 'Schedule: cut, and put at the marked time of any day'],
  ['Ctrl Z', 'Schedule: undo the last move'],
  ['Delete', 'Schedule: cancel an appointment'],
  ['L  R', 'Schedule: waitlist, recalls'],
  ['/  H  +  −', 'Schedule: filter, all hours, larger, smaller'],
  ['↑ ↓ Home End', 'Walk through a list'],
  ['Enter', 'Open what is marked'],
  ['Ctrl C', 'Copy the list as a table'],
  ['Ctrl P', 'Print what is shown'],
  ['O P T I …', 'For whom it is printed: the letter beside each'],
  ['Alt O', 'What was copied last is given out'],
  ['Esc', 'Close one layer'],
  ['?', 'This page'],
]

export function ShortcutsHelp({ opened, onClose }: { opened: boolean; onClose(): void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" size="sm">
      <Table withRowBorders={false} verticalSpacing={4}>
        <Table.Tbody>
          {shortcuts.map(([keys, what]) => (
            <Table.Tr key={keys}>
              <Table.Td w={130}>
                <Kbd>{keys}</Kbd>
              </Table.Td>
              <Table.Td>{what}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
