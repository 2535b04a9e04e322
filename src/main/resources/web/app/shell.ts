// The page's frame: bar, list at the left, light table in the middle, legend at the right; one column on a phone.

import { below } from './base/below';
import { button, choice, fill, h } from './base/dom';
import { icon } from './base/icon';
import { setting } from './base/memory';
import * as key from './api/key';
import { keyForm } from './keyform';
import { LANGUAGES, language, t } from './text/text';

export const theme = setting<'dark' | 'light'>('theme', 'dark', value => value === 'dark' || value === 'light');

export class Shell {
  readonly model = h('p', { id: 'model', class: 'quiet' });
  readonly said = h('p', { id: 'said', class: 'unseen', role: 'status', 'aria-live': 'polite' });
  readonly left = h('section', { class: 'left', 'aria-label': t('pictures') });
  readonly middle = h('section', { id: 'viewer', class: 'middle', 'aria-label': t('stage') });
  readonly right = h('aside', { class: 'right', 'aria-label': t('legend') });
  readonly bar = h('div', { class: 'row tools' });

  constructor(root: HTMLElement) {
    const out = button(t('key.forget'), () => key.forget(), { id: 'key-forget', class: 'plain', hidden: !key.present.value });
    key.present.on(value => (out.hidden = !value));
    const light = button(icon('theme'), () => (theme.value = theme.value === 'dark' ? 'light' : 'dark'), { id: 'theme', class: 'plain', 'aria-label': t('theme'), title: t('theme') });
    const dress = () => {
      document.documentElement.dataset.theme = theme.value;
      light.setAttribute('aria-pressed', String(theme.value === 'light'));
    };
    theme.on(dress);
    dress();
    document.documentElement.lang = language.value;
    fill(
      root,
      h('a', { class: 'skip', href: '#viewer' }, t('skip')),
      h(
        'header',
        { class: 'bar' },
        h('h1', {}, h('img', { src: below('/static/icon.svg'), alt: '', width: 22, height: 22 }), 'Limn'),
        this.model,
        this.bar,
        choice(t('language'), LANGUAGES.map(({ code, name }) => [code, name]), language.value, code => this.speak(code), { id: 'language' }),
        light,
        out,
        h('a', { href: below('/q/openapi?format=json'), target: '_blank', rel: 'noopener' }, 'API'),
      ),
      keyForm(),
      h('main', {}, this.left, this.middle, this.right),
      this.said,
    );
  }

  say(text: string): void {
    this.said.textContent = text;
  }

  private speak(code: string): void {
    language.value = code;
    location.reload(); // everything comes back in the other language
  }
}
