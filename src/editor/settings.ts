import * as v from 'valibot';
import { type ConfigurationScope, workspace } from 'vscode';

/** The section of all settings of the extension. */
export const settingsSection = 'aredit';

const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** Every setting, by its key below `aredit`, with the value that stands in for a bad one: the default. */
export const settingSchemas = {
  'model.entities': v.fallback(v.string(), ''),
  'model.attitudes': v.fallback(v.string(), ''),
  threshold: v.fallback(v.nullable(probability), null),
  entitySource: v.fallback(v.picklist(['auto', 'ann', 'model']), 'auto'),
  synonymsFile: v.fallback(v.string(), ''),
  extractOnEdit: v.fallback(v.boolean(), true),
  inlayHints: v.fallback(v.boolean(), false),
  reviewOrder: v.fallback(v.picklist(['position', 'uncertainty']), 'position'),
  speakMessages: v.fallback(v.picklist(['auto', 'on', 'off']), 'auto'),
} as const;

type SettingKey = keyof typeof settingSchemas;

/** The value of one setting. */
export type SettingValue<Key extends SettingKey> = v.InferOutput<(typeof settingSchemas)[Key]>;

/** One setting as it applies to `scope`, a document or a folder; a value of the wrong kind counts as the default. */
export function readSetting<Key extends SettingKey>(key: Key, scope?: ConfigurationScope): SettingValue<Key> {
  return parseSetting(key, workspace.getConfiguration(settingsSection, scope).get(key));
}

/** `value` if it is fit for the setting `key`, else its default. */
export function parseSetting<Key extends SettingKey>(key: Key, value: unknown): SettingValue<Key> {
  return v.parse(settingSchemas[key], value);
}
