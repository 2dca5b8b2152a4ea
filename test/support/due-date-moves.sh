#!/bin/sh
# Counts the moves of due dates in a repository with nothing but git and grep: commits whose patch takes a top-level
# due_date away and puts another in its place. A file that only moves has no such lines.
set -eu
cd "$1"
for commit in $(git rev-list --no-merges HEAD); do
  git show --format= --find-renames --unified=0 "$commit" -- capas |
    grep -E '^(diff --git|[-+]due_date: )' |
    tr '\n' ' ' |
    sed 's/diff --git/\n&/g' |
    grep -E -- '-due_date: .*\+due_date: ' || true
done | grep -c . || true
