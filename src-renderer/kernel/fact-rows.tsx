/** Rows of a list of facts: what it is, and how it stands. For a `dl` of two columns. */
export const FactRows = ({ facts }: { facts: readonly (readonly [name: string, value: string])[] }) =>
  facts.map(([name, value]) => (
    <div key={name} style={{ display: 'contents' }}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  ))
