import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

type Bundle = Parameters<Extract<Plugin['generateBundle'], (...args: never) => unknown>>[1];

/**
 * Puts script and style into the page itself, and the policy that allows these two and nothing
 * else: no request to anywhere, whatever a report may hold.
 */
export function oneFile(): Plugin {
  return {
    name: 'one-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset') throw new Error('the page was not built');
      const script = take(bundle, '.js')
        .replace(/<(?=\/script|!--)/gi, '\\x3c')
        .trim();
      const style = take(bundle, '.css').trim();
      const html = withoutLinks(String(page.source))
        .replace('%POLICY%', policy(script, style))
        .replace('</head>', () => `<style>${style}</style>\n  </head>`)
        .replace('</body>', () => `  <script>${script}</script>\n  </body>`);
      delete bundle['index.html'];
      this.emitFile({ type: 'asset', fileName: 'report.html', source: html });
    },
  };
}

/** `connect-src` is what the live page changes, to ask its own server and nobody else. */
function policy(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "connect-src 'none'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function take(bundle: Bundle, extension: string): string {
  const names = Object.keys(bundle).filter((name) => name.endsWith(extension));
  return names
    .map((name) => {
      const part = bundle[name];
      Reflect.deleteProperty(bundle, name);
      return part?.type === 'chunk' ? part.code : String(part?.source ?? '');
    })
    .join('\n');
}

function withoutLinks(html: string): string {
  return html
    .replace(/\s*<script type="module"[^>]*src=[^>]*><\/script>/g, '')
    .replace(/\s*<link rel="stylesheet"[^>]*>/g, '');
}
