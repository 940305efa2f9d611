module.exports = {
  apps: [
    {
      name: 'decoder',
      script: './dist/app.js',
      instances: 1,
      env: { PORT: 3000 },
      env_production: { PORT: 8080, NODE_ENV: 'production' },
    },
  ],
}
