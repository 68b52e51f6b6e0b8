/** The fields of registration and demographics, in the order a front desk asks for them. */
import { ActionIcon, Button, Checkbox, MultiSelect, NativeSelect } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { MouseEvent } from 'react'
import { Controller, useFieldArray, useFormContext } from 'react-hook-form'
import { stateCodes } from '../../shared/patients/demographics.ts'
import { ageOf } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { CoverageFields } from './coverage-fields.tsx'
import { DateField } from './date-field.tsx'
import type { FormValues } from './demographics-values.ts'
import { Field, Section } from './form-field.tsx'
import { PlaceChoice, useLocations } from '../access/place-choice.tsx'
import classes from './demographics-form.module.css'

const races = [
  'American Indian or Alaska Native',
  'Asian',
  'Black or African American',
  'Native Hawaiian or Other Pacific Islander',
  'White',
  'Other Race',
  'Declined to say',
]
const ethnicities = ['', 'Hispanic or Latino', 'Not Hispanic or Latino', 'Declined to say']
const maritalStatuses = ['', 'Single', 'Married', 'Domestic partner', 'Separated', 'Divorced', 'Widowed']
const languages = [
  'English',
  'Spanish',
  'Portuguese',
  'Haitian Creole',
  'Chinese',
  'Vietnamese',
  'Arabic',
  'Russian',
  'French',
  'Khmer',
  'Korean',
  'Tagalog',
  'American Sign Language',
]

/** A button of the form takes no focus from a field: the field would say what is wrong, and move the button from under the click. */
const keepFocus = (event: MouseEvent<HTMLElement>): void => {
  if (event.target instanceof Element && event.target.closest('button')) event.preventDefault()
}

export function DemographicsForm({ editing }: { editing: boolean }) {
  const { register, control } = useFormContext<FormValues>()
  const me = useMe()
  return (
    <div className={classes['form']} role="presentation" onMouseDown={keepFocus}>
      <Section title="Name">
        <Field name="demographics.family" label="Family name" autoFocus />
        <Field name="demographics.given" label="Given name" />
        <Field name="demographics.middle" label="Middle names" span={2} />
        <Field name="demographics.preferredName" label="Called" span={2} />
        <Field name="demographics.prefix" label="Title" span={1} />
        <Field name="demographics.suffix" label="Suffix" span={1} />
      </Section>
      <Section title="Born">
        <div data-span={2}>
          <DateField name="demographics.birthDate" label="Birth date" after={(iso) => ageOf(iso, me.today)} />
        </div>
        <NativeSelect
          wrapperProps={{ 'data-span': 2 }}
          label="Sex"
          {...register('demographics.sex')}
          data={[
            { value: 'female', label: 'Female' },
            { value: 'male', label: 'Male' },
            { value: 'other', label: 'Other' },
            { value: 'unknown', label: 'Not known' },
          ]}
        />
        <NativeSelect
          wrapperProps={{ 'data-span': 2 }}
          label="Sex at birth"
          {...register('demographics.birthSex', { setValueAs: (value: string) => value || null })}
          data={[
            { value: '', label: 'Not recorded' },
            { value: 'F', label: 'Female' },
            { value: 'M', label: 'Male' },
            { value: 'UNK', label: 'Not known' },
          ]}
        />
      </Section>
      <Section title="Reached at">
        <Phones />
        <Field name="demographics.email" label="E-mail" span={6} inputMode="email" />
      </Section>
      <Section title="Lives at">
        <Field name="demographics.address.line1" label="Street" span={4} />
        <Field name="demographics.address.line2" label="Unit" span={2} />
        <Field name="demographics.address.city" label="Town" />
        <Field name="demographics.address.state" label="State" span={1} list="state-codes" maxLength={2} />
        <Field name="demographics.address.zip" label="ZIP" span={2} inputMode="numeric" />
        <datalist id="state-codes">
          {stateCodes.map((code) => (
            <option key={code} value={code} />
          ))}
        </datalist>
      </Section>
      <Section title="Insurance">
        <CoverageFields />
      </Section>
      <Section title="In an emergency">
        <Field name="demographics.contact.name" label="Name" />
        <Field name="demographics.contact.relationship" label="Who they are" span={1} />
        <Field name="demographics.contact.phone" label="Phone" span={2} inputMode="tel" />
      </Section>
      <Section title="Primary care">
        <Field name="demographics.primaryCare.name" label="Clinician" />
        <Field name="demographics.primaryCare.npi" label="NPI" inputMode="numeric" />
      </Section>
      <Section title="About them">
        <Controller
          control={control}
          name="demographics.race"
          render={({ field }) => (
            <MultiSelect
              wrapperProps={{ 'data-span': 6 }}
              label="Race"
              data={[...new Set([...races, ...field.value])]}
              value={field.value}
              onChange={field.onChange}
              onBlur={field.onBlur}
              hidePickedOptions
            />
          )}
        />
        <Choice name="demographics.ethnicity" label="Ethnicity" options={ethnicities} />
        <Choice name="demographics.maritalStatus" label="Marital status" options={maritalStatuses} />
        <Field name="demographics.language" label="Language" list="languages" span={2} />
        <datalist id="languages">
          {languages.map((language) => (
            <option key={language} value={language} />
          ))}
        </datalist>
      </Section>
      {!editing && <Places />}
      {editing && (
        <Section title="Standing">
          <Checkbox wrapperProps={{ 'data-span': 2 }} label="Active patient" {...register('active')} />
          <Checkbox wrapperProps={{ 'data-span': 2 }} label="Deceased" {...register('deceased')} />
          <div data-span={2}>
            <DateField name="deceasedOn" label="Died on" />
          </div>
        </Section>
      )}
    </div>
  )
}

/** A choice from a list that also keeps what an import brought and the list does not have. */
function Choice({
  name,
  label,
  options,
}: {
  name: 'demographics.ethnicity' | 'demographics.maritalStatus'
  label: string
  options: readonly string[]
}) {
  const { register, getValues } = useFormContext<FormValues>()
  const present = getValues(name)
  const all = options.includes(present) ? options : [...options, present]
  return (
    <NativeSelect
      wrapperProps={{ 'data-span': 2 }}
      label={label}
      {...register(name)}
      data={all.map((value) => ({ value, label: value || 'Not recorded' }))}
    />
  )
}

function Phones() {
  const { control, register } = useFormContext<FormValues>()
  const { fields, append, remove } = useFieldArray({ control, name: 'demographics.phones' })
  return (
    <div data-span={6} className={classes['rows']}>
      {fields.map((field, index) => (
        <div key={field.id} className={classes['row']}>
          <NativeSelect
            aria-label={`Kind of phone ${index + 1}`}
            label={index === 0 ? 'Phone' : undefined}
            {...register(`demographics.phones.${index}.use`)}
            data={['mobile', 'home', 'work', 'other']}
          />
          <Field
            name={`demographics.phones.${index}.number`}
            label={index === 0 ? 'Number' : undefined}
            aria-label={`Phone ${index + 1}`}
            inputMode="tel"
            placeholder="617-555-0142"
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            data-drop
            aria-label={`Remove phone ${index + 1}`}
            onClick={() => remove(index)}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => append({ use: 'mobile', number: '' })}
        >
          Add a phone
        </Button>
      </div>
    </div>
  )
}

/** Where they are to be seen; nothing to choose where the practice has no locations. */
function Places() {
  const { control } = useFormContext<FormValues>()
  const hasLocations = (useLocations() ?? []).length > 0
  if (!hasLocations) return null
  return (
    <Section title="Seen at">
      <div data-span={6}>
        <Controller
          control={control}
          name="places"
          render={({ field }) => (
            <PlaceChoice
              label="Locations and departments"
              placeholder="Where you work, if that is some locations only"
              value={field.value}
              onChange={field.onChange}
            />
          )}
        />
      </div>
    </Section>
  )
}
