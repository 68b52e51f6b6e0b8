import { Button, Group, Text } from '@mantine/core'

export function NoticeBody({ message, onUndo }: { message: string; onUndo(): void }) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="md">
      <Text size="sm">{message}</Text>
      <Button variant="subtle" flex="none" onClick={onUndo}>
        Undo
      </Button>
    </Group>
  )
}
