import client.ApiClient;
import client.api.CatalogueApi;
import client.api.InferenceApi;
import client.api.JobsApi;
import client.model.Job;
import java.io.File;
import java.util.List;

/** What bench/client.sh compiles with a client that openapi-generator made, and runs against a service. */
public class GeneratedClient {
    public static void main(String[] arguments) throws Exception {
        ApiClient client = new ApiClient();
        client.updateBaseUri(arguments[0]);
        System.out.println(new CatalogueApi(client).models().getModels().get(0).getName());
        System.out.println(new InferenceApi(client).inferenceServer().getExtensions());
        JobsApi jobs = new JobsApi(client);
        Job job = jobs.openJob(JobsApi.APIOpenJobRequest.newBuilder()
                .image(List.of(new File(arguments[1])))
                .output(List.of("labels"))
                .build());
        for (int i = 0; i < 240 && !"done".equals(job.getState().toString()); i++) {
            Thread.sleep(250);
            job = jobs.job(JobsApi.APIJobRequest.newBuilder().id(job.getId().toString()).build());
        }
        System.out.println(job.getState() + ", " + job.getFrames().get(0).getOutputs().size() + " files");
        if (!"done".equals(job.getState().toString())) {
            throw new IllegalStateException("the job was not done: " + job);
        }
        jobs.forgetJob(JobsApi.APIForgetJobRequest.newBuilder().id(job.getId().toString()).build());
    }
}
