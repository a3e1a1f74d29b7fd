import { askLlvm } from '../coverage/ask-llvm.js';
import { bySourceFile } from '../coverage/by-source-file.js';
import type { LlvmTools } from '../coverage/llvm-tools.js';
import { gcovObjectsOf } from './gcov-modules.js';
import { leftOutText, type LineTool } from './line-tool.js';
import { flawOf, llvmModules } from './llvm-modules.js';

export function llvmLines(tools: LlvmTools): LineTool {
  return {
    kind: 'llvm',
    name: tools.cov,
    open(modules) {
      const found = llvmModules(modules);
      const others = modules.filter((module) => gcovObjectsOf(module).length > 0);
      return {
        notes: [
          ...found.flatMap((each) => flawOf(each)?.message ?? []),
          ...others.map((module) => leftOutText(module, 'gcc')),
        ],
        async read(counts) {
          const usable = found.filter((each) => flawOf(each) === undefined);
          const counted = usable.map((each) => {
            return { ...each, counts: counts.get(each.module) ?? [] };
          });
          return bySourceFile(await askLlvm(tools, counted));
        },
      };
    },
  };
}
