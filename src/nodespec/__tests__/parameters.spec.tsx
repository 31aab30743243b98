/**
 * Every parameter of every provider: its field by its label, then a value, then the document, then the code.
 */
import '@testing-library/jest-dom';
import { act, fireEvent, render, screen } from '@testing-library/react';
import React from 'react';

import { featureOf, mergeCommon, readCommon, readProvider } from '../domain';
import type { AttributeSchema, JsonValue } from '../domain';
import { fieldOf } from '../view/form/formSchema';
import type { FieldName } from '../view/form/formSchema';
import { SpecView } from '../view/SpecView';
import { ViewSettings } from '../view/viewSettings';
import { AWS, compose, composerOf, textOf } from './composing';
import { providersReply } from './providers';

const reply = providersReply();
const common = readCommon(reply.common).schema;
const providers = reply.providers.flatMap(({ schema }) => {
  const read = readProvider(schema).schema;
  return read && common ? [mergeCommon(read, common)] : [];
});

/** What is typed, what the document then has, and what the code then says; by the kind of field. */
function example(attribute: AttributeSchema): { readonly typed: string; readonly value: JsonValue; readonly code: RegExp } {
  const { name, enforced, method } = attribute;
  const assigned = (text: string): RegExp => new RegExp(`spec\\.${name} = ${text}`);
  const byField: Readonly<Partial<Record<FieldName, readonly [string, JsonValue, RegExp]>>> = {
    VcpNumber: ['77', 77, assigned('77')],
    VcpChoice: [String(enforced?.[1] ?? ''), enforced?.[1] ?? null, assigned(String(enforced?.[1] ?? ''))],
    VcpAddresses: ['172.30.2.99', ['172.30.2.99'], assigned('\\["172\\.30\\.2\\.99"\\]')],
    VcpList: ['first:1.2.3.4', ['first:1.2.3.4'], assigned('\\["first:1\\.2\\.3\\.4"\\]')],
    VcpDisks: ['vol-77', ['vol-77'], assigned('\\["vol-77"\\]')],
    VcpEnvironment: ['NAME', ['NAME='], assigned('\\["NAME="\\]')],
    VcpVolumes: ['/host', ['/host:'], assigned('\\["/host:"\\]')],
    VcpTags: ['owner', { owner: '' }, new RegExp(`spec\\.${method ?? 'set_tag'}\\("owner", ""\\)`)],
    VcpScript: ['#!/bin/sh', '#!/bin/sh', assigned('.*#!/bin/sh')]
  };
  const [typed, value, code] = byField[fieldOf(attribute)] ?? ['own-value', 'own-value', assigned('"own-value"')];
  return { typed, value, code };
}

function typeInto(frame: HTMLElement, attribute: AttributeSchema, text: string): void {
  const control = frame.querySelector('.jp-VcpSpec-control input, .jp-VcpSpec-control select, .jp-VcpSpec-control textarea');
  if (control === null) {
    throw new Error(`no control for ${attribute.name}`);
  }
  fireEvent.change(control, { target: { value: text } });
  if (['VcpAddresses', 'VcpList', 'VcpDisks'].includes(fieldOf(attribute))) {
    fireEvent.keyDown(control, { key: 'Enter' });
  }
}

/** The frame of the field that has the label. */
function fieldLabelled(attribute: AttributeSchema): HTMLElement {
  const frame = document.querySelector<HTMLElement>(`[data-vcp-path="attributes.${attribute.name}"]`);
  if (frame?.querySelector('.jp-VcpSpec-label')?.textContent !== attribute.title.en) {
    throw new Error(`no field for ${attribute.name}`);
  }
  return frame;
}

it('covers every plugin', () => {
  expect(providers).toHaveLength(19);
});

describe.each(providers.map(provider => [provider.name, provider] as const))('%s', (name, provider) => {
  it('has a field, a place in the document and code for each parameter', async () => {
    const start = { ...AWS, provider: name, flavor: 'small', attributes: {} };
    const composing = await compose(textOf(start));
    render(<SpecView composer={composerOf(composing.model)} settings={new ViewSettings(null)} openText={jest.fn()} />);
    for (const button of screen.getAllByRole('button', { expanded: false })) {
      fireEvent.click(button);
    }
    for (const attribute of provider.attributes) {
      const frame = fieldLabelled(attribute);
      if (featureOf(provider, attribute.name)?.support === 'no') {
        expect(frame.querySelector('.jp-VcpSpec-control input')).toBeDisabled();
        expect(frame).toHaveTextContent(featureOf(provider, attribute.name)?.reason?.en ?? 'a reason');
        continue;
      }
      const { typed, value, code } = example(attribute);
      typeInto(frame, attribute, typed);
      expect(composing.spec()).toHaveProperty(['attributes', attribute.name], value);
      expect(composing.model.snapshot.code?.text).toMatch(code);
      act(() => {
        composing.model.setAttribute(attribute.name, undefined);
      });
    }
    composing.dispose();
  }, 60_000);
});
