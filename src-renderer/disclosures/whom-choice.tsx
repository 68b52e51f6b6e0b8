import { Radio } from '@mantine/core'
import classes from './disclosures.module.css'
import { whoms, type Whom } from './given-words.ts'

/** For whom, at a glance: by a click, by the arrow keys, or by a letter that the form around it hears. */
export function WhomChoice({
  whom,
  offered,
  withKeys = false,
  onWhom,
}: {
  whom: Whom
  offered: readonly Whom[]
  /** The form around it hears the letters. */
  withKeys?: boolean
  onWhom(whom: Whom): void
}) {
  return (
    <Radio.Group
      label="For whom"
      value={whom}
      onChange={(value) => onWhom(whoms.find((each) => each.whom === value)?.whom ?? whom)}
    >
      <div className={classes['whoms']}>
        {whoms
          .filter((each) => offered.includes(each.whom))
          .map(({ whom: value, key, name }) => (
            <Radio
              key={value}
              size="sm"
              value={value}
              label={
                <span className={classes['whom']}>
                  {name} {withKeys && <kbd aria-hidden="true">{key.toUpperCase()}</kbd>}
                </span>
              }
            />
          ))}
      </div>
    </Radio.Group>
  )
}
