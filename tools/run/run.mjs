// The one entry of every npm script. It must at least parse on an old Node, so that the reader gets a sentence and
// not a syntax error: nothing newer than ES2015 here, and everything else is loaded after the check.
var found = process.versions.node;

if (Number(found.split('.')[0]) < 18) {
  console.error(
    '需要 Node 18 或更新版本，当前为 ' + found + '。Node 18 or newer is needed, this is ' + found + ': see nodejs.org.',
  );
  process.exit(1);
}

import('./launch.mjs').then(function (launch) {
  return launch.launch(process.argv[2], process.argv.slice(3));
});
