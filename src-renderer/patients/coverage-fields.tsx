import { ActionIcon, Button, NativeSelect } from '@mantine/core'
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useFieldArray, useFormContext } from 'react-hook-form'
import { DateField } from './date-field.tsx'
import { Field } from './form-field.tsx'
import { emptyCoverage, type FormValues } from './demographics-values.ts'
import classes from './demographics-form.module.css'

const order = ['Primary', 'Secondary', 'Tertiary']

/** Insurance in the order it is billed. */
export function CoverageFields() {
  const { control, register } = useFormContext<FormValues>()
  const { fields, append, remove, move } = useFieldArray({ control, name: 'coverages' })
  return (
    <div data-span={6} className={classes['rows']}>
      {fields.map((field, index) => (
        <div
          key={field.id}
          className={classes['coverage']}
          role="group"
          aria-label={`${order[index] ?? `No. ${index + 1}`} insurance`}
        >
          <div className={classes['coverageHead']}>
            <strong>{order[index] ?? `No. ${index + 1}`}</strong>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={24}
              aria-label="Bill this one earlier"
              disabled={index === 0}
              onClick={() => move(index, index - 1)}
            >
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={24}
              aria-label="End this insurance"
              onClick={() => remove(index)}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </div>
          <div className={classes['fields']}>
            <Field name={`coverages.${index}.payerName`} label="Payer" />
            <Field name={`coverages.${index}.payerId`} label="Payer id" span={1} />
            <Field name={`coverages.${index}.planName`} label="Plan" span={2} />
            <Field name={`coverages.${index}.memberId`} label="Member id" span={2} />
            <Field name={`coverages.${index}.groupNumber`} label="Group" span={1} />
            <NativeSelect
              wrapperProps={{ 'data-span': 1 }}
              label="Patient is"
              {...register(`coverages.${index}.relationship`)}
              data={['self', 'spouse', 'child', 'other']}
            />
            <div data-span={1}>
              <DateField name={`coverages.${index}.startsOn`} label="From" />
            </div>
            <div data-span={1}>
              <DateField name={`coverages.${index}.endsOn`} label="Until" lean="future" />
            </div>
          </div>
        </div>
      ))}
      <div>
        <Button variant="subtle" leftSection={<IconPlus size={14} />} onClick={() => append(emptyCoverage)}>
          {fields.length === 0 ? 'Add insurance' : 'Add another insurance'}
        </Button>
      </div>
    </div>
  )
}
