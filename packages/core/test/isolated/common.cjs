module.exports = { module };
