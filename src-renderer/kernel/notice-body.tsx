import { Button, Group, Text } from '@mantine/core'

export function NoticeBody({ message, label, onAct }: { message: string; label: string; onAct(): void }) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="md">
      <Text size="sm">{message}</Text>
      <Button variant="subtle" flex="none" onClick={onAct}>
        {label}
      </Button>
    </Group>
  )
}
