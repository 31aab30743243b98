/** The list without the value where it is in it, else with it at the end. */
export function toggled(values: readonly string[], value: string): readonly string[] {
  return values.includes(value) ? values.filter(other => other !== value) : [...values, value];
}
