/** A code as it stands on paper, group by group. */
export const CodeGroups = ({ code }: { code: string }) =>
  code.split('-').map((group, index) => <span key={`${index}-${group}`}>{group}</span>)
