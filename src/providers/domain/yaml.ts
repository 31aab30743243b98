/** Writes a flavor as it would stand in `vcp_flavor.yml`. */

/** Words that readers of YAML 1.1, as the SDK's is one, take for something else than text; `E0` is a number to some. */
const NOT_TEXT = /^(?:y|n|yes|no|on|off|true|false|null|~|e\d+)$/i;

/** Texts that need no quotes: they begin with a letter and hold nothing that YAML gives a meaning to. */
const PLAIN = /^[A-Za-z][\w./-]*$/;

/** A flavor with its keys below it. Lists and objects are written in YAML's flow style, which is JSON. */
export function flavorYaml(name: string, values: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(values);
  const head = `${scalar(name)}:`;
  return entries.length === 0
    ? `${head} {}\n`
    : `${[head, ...entries.map(([key, value]) => `  ${scalar(key)}: ${written(value)}`)].join('\n')}\n`;
}

function written(value: unknown): string {
  return typeof value === 'string' ? scalar(value) : JSON.stringify(value);
}

function scalar(text: string): string {
  return PLAIN.test(text) && !NOT_TEXT.test(text) ? text : JSON.stringify(text);
}
