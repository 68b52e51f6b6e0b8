/** When an appointment is, by the clock of its place: `Tue, Mar 4, 10:30 AM`. */
export const whenText = (instant: string, zone: string): string =>
  new Date(instant).toLocaleString('en-US', {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    // a year is said where it is not this one
    ...(instant.slice(0, 4) !== String(new Date().getFullYear()) && { year: 'numeric' }),
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
  })
