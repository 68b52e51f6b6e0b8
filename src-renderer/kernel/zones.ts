export const usZonesFirst = (zones: readonly string[]): string[] => {
  const us = [
    'America/New_York',
    'America/Chicago',
    'America/Denver',
    'America/Phoenix',
    'America/Los_Angeles',
    'America/Anchorage',
    'Pacific/Honolulu',
    'America/Puerto_Rico',
  ]
  return [...us, 'UTC', ...zones.filter((zone) => !us.includes(zone))]
}
