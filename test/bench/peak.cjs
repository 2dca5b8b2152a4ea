// Loaded into the measured process where the system has no `time` program.
process.on('exit', () =>
  require('node:fs').writeFileSync(process.env.BENCH_PEAK_FILE, String(process.resourceUsage().maxRSS)),
);
