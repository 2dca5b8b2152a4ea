/** The two workflows that users copy: a check of every pull request, and a scan every night that keeps the issues. */
export const WORKFLOWS: readonly { readonly path: string; readonly text: string }[] = [
  {
    path: '.github/workflows/aimscheck.yml',
    text: `name: aimscheck
on: pull_request
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 2   # the merge commit and its base
      - uses: aimscheck/aimscheck@v0
`,
  },
  {
    path: '.github/workflows/aimscheck-nightly.yml',
    text: `name: aimscheck nightly
on:
  schedule:
    - cron: '17 3 * * *'
  workflow_dispatch:
permissions:
  contents: read
  issues: write
concurrency:
  group: aimscheck-nightly
jobs:
  scan:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 0   # the whole history of the records
      - uses: aimscheck/aimscheck@v0
        with:
          issues: apply
`,
  },
];
